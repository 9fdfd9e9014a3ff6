"""The pages of people: all accounts, and one of them with its roles."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from predictor.access.people import reads, words, work
from predictor.access.people.forms import ReasonForm, RolesForm, SearchForm
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.models import Classroom, Department
from predictor.models.accounts.factors import with_second_factor
from predictor.problems import DeletedMeanwhile, RolesRefused
from predictor.roles import RoleName, names_allowed, roles_of

ADMINS = needs(Act.GIVE_ROLES, Http404)


@require_safe
@ADMINS
def people(request: Request) -> HttpResponse:
    form = SearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "role": ""}
    rows = reads.found(asked["q"], asked["role"])
    page = reads.page_of(rows, request.GET.get("after", ""), request.GET.get("before", ""))
    context = {"form": form, "people": [_line(user) for user in page.rows], "page": page, "query": _query(request)}
    context |= {f"{way}_query": _query(request, way, getattr(page, way)) for way in ("after", "before")}
    return render(request, "access/people/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@ADMINS
def person(request: Request, pk: int) -> HttpResponse:
    user = _user(pk)
    form = RolesForm(user, request.POST or None)
    if form.is_valid() and _changed(request, user, form.asked, form):
        return redirect("person", pk)
    return _shown(request, user, form, ReasonForm())


@require_POST
@ADMINS
def activity(request: Request, pk: int) -> HttpResponse:
    """Whether they may sign in."""
    user = _user(pk)
    form = ReasonForm(request.POST)
    if form.is_valid() and _changed(request, user, work.Asked(is_active=not user.is_active), form):
        return redirect("person", pk)
    return _shown(request, user, RolesForm(user), form)


def _shown(request: Request, user: User, form: RolesForm, activity_form: ReasonForm) -> HttpResponse:
    context = {
        "person": user,
        "form": form,
        "activity_form": activity_form,
        "each_role": [(role, label, words.ABOUT[role]) for role, label in words.LABELS.items()],
        "departments": Department.objects.headed_by(user).order_by("name"),
        "teaches": Classroom.objects.filter(teachers=user).count(),
        "is_head_of_department": RoleName.HEAD_OF_DEPARTMENT in roles_of(user),
        "changes": [(change, words.changes_said(change.before, change.after)) for change in reads.changes_of(user)],
    }
    return render(request, "access/people/person.html", context | _line(user))


def _line(user: User) -> dict[str, Any]:
    said = words.roles_said(roles_of(user))
    return {"person": user, "roles": said, "names": names_allowed(user)}


def _changed(request: Request, user: User, asked: work.Asked, form: RolesForm | ReasonForm) -> bool:
    try:
        change = work.change(user, asked, request.user, form.cleaned_data["reason"])
    except RolesRefused as error:
        form.add_error(error.about if error.about in form.fields else None, str(error))
        return False
    except DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    _tell(request, bool(change))
    return True


def _tell(request: Request, is_changed: bool) -> None:
    if is_changed:
        messages.success(request, _("The change was made and is kept with its reason."))
    else:
        messages.info(request, _("Nothing was changed."))


def _user(pk: int) -> User:
    return get_object_or_404(with_second_factor(User.objects.select_related("standing")), pk=pk)


def _query(request: Request, way: str = "", value: str = "") -> str:
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    if way:
        query[way] = value
    return query.urlencode()
