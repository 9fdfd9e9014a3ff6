"""The page on which a class's entries are made."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.core.paginator import Page
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from predictor.access.requests import Request
from predictor.access.rights import Act
from predictor.grid.columns import STUDENTS_PER_PAGE, Choice, known
from predictor.grid.forms import Grid, columns_sent, students_sent
from predictor.grid.work import store
from predictor.models import Classroom, Student
from predictor.numbered import numbered
from predictor.problems import ClassArchived, DeletedMeanwhile, EnteredMeanwhile

ALL = "all"
LOST = gettext_lazy("What was entered about a student who was deleted or moved in the meantime is not stored.")


@require_http_methods(["GET", "HEAD", "POST"])
def entries(request: Request, pk: int) -> HttpResponse:
    rows = Classroom.objects.open_to(request.user, Act.CHANGE).select_related("schema_version")
    classroom = get_object_or_404(rows, pk=pk)
    ClassArchived.check(classroom)
    choice = Choice(task=request.GET.get("task", ""), everything=request.GET.get("fields") == ALL)
    students = list(classroom.students.all())
    sent = request.POST if request.method == "POST" else None
    found = known(classroom, students, choice, columns_sent(sent) if sent else ())
    page = numbered(students, STUDENTS_PER_PAGE, request.GET.get("page"))
    grid = Grid(_of_form(students, page, sent or {}), found, sent, everything=choice.everything)
    if sent is not None and not grid.problems and _stored(request, classroom, grid):
        return redirect(f"{reverse('classroom-entries', args=[pk])}?{request.GET.urlencode()}")
    context = {"classroom": classroom, "grid": grid, "known": found, "page": page, "choice": choice}
    return render(request, "grid/entries.html", context)


def _of_form(students: Sequence[Student], page: Page[Student], sent: Mapping[str, str]) -> list[Student]:
    """Those of the page, and those of a form that was sent who are on another one by now."""
    keys = {student.pk for student in page.object_list} | students_sent(sent)
    return [student for student in students if student.pk in keys]


def _stored(request: Request, classroom: Classroom, grid: Grid) -> bool:
    try:
        count = store(classroom, grid.entries)
    except EnteredMeanwhile as error:
        messages.error(request, str(error))
        return True
    except DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    if grid.has_lost:
        messages.error(request, LOST)
    told = ngettext("%(count)s entry was stored.", "%(count)s entries were stored.", count) % {"count": count}
    messages.success(request, told if count else _("Nothing was changed."))
    return True
