"""The pages of departments: all of them, and making or changing one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from predictor.access.people import departments as work
from predictor.access.people import reads
from predictor.access.people.forms import DepartmentForm
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.models import Department
from predictor.problems import DeletedMeanwhile, RolesRefused

ADMINS = needs(Act.GIVE_ROLES, Http404)


@require_safe
@ADMINS
def departments(request: Request) -> HttpResponse:
    return render(request, "access/people/departments.html", {"departments": reads.departments()})


@require_http_methods(["GET", "HEAD", "POST"])
@ADMINS
def new(request: Request) -> HttpResponse:
    return _form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@ADMINS
def department(request: Request, pk: int) -> HttpResponse:
    return _form(request, get_object_or_404(Department, pk=pk))


def _form(request: Request, row: Department | None) -> HttpResponse:
    form = DepartmentForm(row, request.POST or None)
    if form.is_valid() and _stored(request, row, form):
        return redirect("departments")
    changes = reads.changes_of_department(row) if row else []
    context = {"department": row, "form": form, "changes": changes}
    return render(request, "access/people/department.html", context)


def _stored(request: Request, row: Department | None, form: DepartmentForm) -> bool:
    reason = form.cleaned_data["reason"]
    try:
        if row is None:
            work.add_department(form.made, request.user, reason)
        else:
            work.change_department(row, form.made, request.user, reason)
    except RolesRefused as error:
        form.add_error(error.about if error.about in form.fields else None, str(error))
        return False
    except DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    messages.success(request, _("The department was saved."))
    return True
