"""The school's totals as a list to be saved."""

from django.http import Http404

from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.saving.listed import Columns, listed
from predictor.saving.table import SavedTable
from predictor.school.page import tasks_asked
from predictor.school.totals import ClassTotal, classes_asked, sizes_of, totals_of

COLUMNS: Columns[ClassTotal] = {
    "class": lambda one: one.classroom.name,
    "students": lambda one: one.students,
    "predicted": lambda one: one.predicted,
    "expected_mean": lambda one: one.expected.mean.expected if one.expected else None,
    "expected_mean_low": lambda one: one.expected.mean.low if one.expected else None,
    "expected_mean_high": lambda one: one.expected.mean.high if one.expected else None,
    "expected_to_pass": lambda one: one.expected.passed.people if one.expected and one.expected.passed else None,
    "results": lambda one: one.record.counted if one.record else None,
    "inside_80": lambda one: one.record.record.inside[0].share.mean if one.record and one.record.record else None,
    "mean_error": lambda one: one.record.record.error.mean if one.record and one.record.record else None,
}


@needs(Act.SEE_TOTALS, Http404)
def school(request: Request) -> SavedTable:
    """Every class of one question; empty cells are hidden, or nothing is told."""
    asked = request.GET.get("task", "")
    task = next((one for one in tasks_asked() if asked in ("", one.slug)), None)
    if task is None:
        return listed("school", "School", COLUMNS, [])
    return listed(f"school-{task.slug}", "School", COLUMNS, totals_of(list(classes_asked(task)), task, sizes_of(task)))
