"""The table of a class as a list to be saved."""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mlcore.pipeline.distribution.levels import LEVELS
from predictor.access.questions import tasks_seen
from predictor.access.requests import Request
from predictor.models import Classroom
from predictor.predicting.words import older
from predictor.saving.listed import listed
from predictor.saving.table import Cell, SavedTable, named_after
from predictor.whole_class.table import Row, rows_of

Column = Callable[[Row], Cell]


def predictions(request: Request, pk: int, task_slug: str) -> SavedTable:
    """Everybody by name, also where the page is too short for all."""
    rows = Classroom.objects.visible_to(request.user).select_related("schema_version")
    classroom = get_object_or_404(rows, pk=pk)
    task = next((one for one in tasks_seen(classroom, request.user) if one.slug == task_slug), None)
    if task is None:
        raise Http404("This is not asked of the class.")
    return listed(named_after(task.slug, classroom.name), "Predictions", COLUMNS, rows_of(classroom, task))


def _predicted(name: str) -> Column:
    return lambda row: getattr(row.reading.prediction, name) if row.reading else None


def _read(name: str) -> Column:
    return lambda row: getattr(row.reading, name) if row.reading else None


def _changed(name: str) -> Column:
    return lambda row: getattr(row.change, name) if row.change else None


def _moment(of: Callable[[Row], Any]) -> Column:
    return lambda row: timezone.localtime(moment) if (moment := of(row)) else None


def _yes_or_no(answer: bool | None) -> str | None:
    return None if answer is None else "yes" if answer else "no"


def _older(row: Row) -> str:
    schema = row.reading.prediction.task.schema_version.shown if row.reading else None
    return older(row.outdated, schema) if schema else ""


COLUMNS: dict[str, Column] = {
    "student": lambda row: row.student.name,
    "reference": lambda row: row.student.reference,
    "value": _predicted("value"),
    **{f"{end}_{level}": _predicted(f"{end}{level}") for level in LEVELS for end in ("low", "high")},
    "grade": _read("grade"),
    "chance_to_pass": lambda row: row.chances.passed if row.chances else None,
    "made_at": _moment(lambda row: row.reading and row.reading.prediction.made_at),
    "model_version": lambda row: row.reading.prediction.model_version.number if row.reading else None,
    "reached": lambda row: row.reading.result.value if row.reading and row.reading.result else None,
    "reached_on": lambda row: row.reading.result.day if row.reading and row.reading.result else None,
    "change": _changed("total"),
    "change_by_inputs": _changed("inputs"),
    "change_by_model": _changed("model"),
    "more_than_a_re_sit": lambda row: _yes_or_no(row.change.beyond) if row.change else None,
    "changed_since": _moment(lambda row: row.change and row.change.since),
    "older_than_its_data": _older,
}
