"""The pages on which results are recorded and corrected, and that of the track record."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from mlcore.pipeline.results.served.held import FEWEST_RESULTS
from mlcore.pipeline.schema import plain
from mlcore.words.numbers import localised
from mlcore.words.verdicts.checked_chances import HEADINGS
from predictor import problems
from predictor.access.requests import Request
from predictor.access.rights import Act
from predictor.models import Classroom, Outcome, Student, Submission
from predictor.outcomes.forms import ClassForm, CorrectionForm, ResultForm
from predictor.outcomes.page import track_records
from predictor.outcomes.reads import fields_of
from predictor.outcomes.work import Result, Signed, add, correct

# A form with more fields than this is refused before it is read.
MOST_STUDENTS = 500


@require_safe
def track_record(request: Request) -> HttpResponse:
    records = track_records(request.user)
    context = {"records": records, "fewest": FEWEST_RESULTS, "headings": HEADINGS}
    context["about"] = [record.version for record in records if record.version]
    return render(request, "outcomes/track_record.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def of_student(request: Request, pk: int) -> HttpResponse:
    students = Student.objects.open_to(request.user, Act.RECORD).select_related("classroom__schema_version")
    student = get_object_or_404(students, pk=pk)
    form = ResultForm(fields_of(student.classroom.schema_version.entered), request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        result = Result(student=student.pk, field=said["field"], value=said["value"], day=said["day"])
        if _stored(request, student.classroom, form, [result]):
            messages.success(request, _("The result was recorded."))
            return redirect("student", student.pk)
    return render(request, "outcomes/of_student.html", {"student": student, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def of_class(request: Request, pk: int) -> HttpResponse:
    rows = Classroom.objects.open_to(request.user, Act.RECORD).select_related("schema_version")
    classroom = get_object_or_404(rows, pk=pk)
    students = list(classroom.students.all()[:MOST_STUDENTS])
    form = ClassForm(students, fields_of(classroom.schema_version.entered), request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        results = [
            Result(student=student, field=said["field"], value=value, day=said["day"])
            for student, value in form.reached.items()
        ]
        if _stored(request, classroom, form, results):
            told = ngettext("%(count)s result was recorded.", "%(count)s results were recorded.", len(results))
            messages.success(request, told % {"count": len(results)})
            return redirect("classroom", classroom.pk)
    return render(request, "outcomes/of_class.html", {"classroom": classroom, "form": form, "students": students})


@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: Request, pk: int) -> HttpResponse:
    rows = Outcome.objects.open_to(request.user, Act.RECORD).select_related("student__classroom__schema_version")
    outcome = get_object_or_404(rows, pk=pk)
    schema = outcome.student.classroom.schema_version.entered
    described = next((field for field in schema.fields if field.slug == outcome.field), None)
    if described is None or outcome.schema_name != schema.name:
        raise Http404(_("The schema of the class has this field no more."))
    form = CorrectionForm(described, request.POST or None, initial={"value": localised(plain(outcome.value))})
    if form.is_valid() and _corrected(request, outcome, form):
        messages.success(request, _("The result was corrected."))
        return redirect("student", outcome.student_id)
    context = {"outcome": outcome, "student": outcome.student, "field": described, "form": form}
    return render(request, "outcomes/correction.html", context)


def _stored(
    request: Request, classroom: Classroom, form: ResultForm | ClassForm, results: Iterable[Result]
) -> list[Outcome]:
    signed = Signed(by=request.user, door=Submission.Door.PAGE)
    try:
        return add(list(results), classroom.schema_version.name, signed)
    except problems.ResultStays as error:
        form.add_error(None, str(error))
    except problems.DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    return []


def _corrected(request: Request, outcome: Outcome, form: CorrectionForm) -> Outcome | None:
    signed = Signed(by=request.user, door=Submission.Door.PAGE, why=form.cleaned_data["why"])
    try:
        return correct(outcome, form.cleaned_data["value"], signed)
    except problems.ResultStays as error:
        form.add_error(None, str(error))
    except problems.DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    return None
