"""Results beside what was predicted before them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from mlcore.models import Task
from predictor.models import Outcome, Prediction
from predictor.support.reads import had_support

# Of a task the newest results are counted; so many fit into a page that is read at once.
MOST_COUNTED = 5_000


@dataclass(frozen=True, kw_only=True)
class Match:
    """The result of row `outcome`, of a student of `classroom`, and the prediction that it is held against; `supported`
    where they had support in between."""

    outcome: int
    result: float
    classroom: int
    prediction: Prediction
    supported: bool = False


def matched(task: Task, version: int | None = None, most: int | None = MOST_COUNTED) -> list[Match]:
    """Each result in force beside the newest prediction made on a day before it, in the order in which they were
    recorded; a prediction is held against the first result that followed. Two queries.

    Of the day itself nobody can tell whether the result was known already.
    """
    first: dict[int, _Told] = {}
    for one in _told(task, most):
        first.setdefault(one.prediction, one)
    of = {"model_version": version} if version else {}
    rows = Prediction.objects.filter(pk__in=list(first), **of).select_related("submission", "model_version").in_bulk()
    found = [
        Match(
            outcome=one.outcome,
            result=one.value,
            classroom=one.classroom,
            prediction=rows[prediction],
            supported=one.supported,
        )
        for prediction, one in first.items()
        if prediction in rows
    ]
    return sorted(found, key=lambda match: match.outcome)


class _Told(NamedTuple):
    prediction: int
    outcome: int
    value: float
    classroom: int
    day: dt.date
    supported: bool


def _told(task: Task, most: int | None) -> list[_Told]:
    """By day."""
    before = Prediction.objects.filter(student=OuterRef("student"), task=task, made_at__date__lt=OuterRef("day"))
    newest = before.order_by("-made_at", "-id")
    told, since = Subquery(newest.values("pk")[:1]), Subquery(newest.values("made_at__date")[:1])
    rows = Outcome.objects.in_force().filter(schema_name=task.schema_version.name, field=task.question.target)
    held = rows.annotate(told=told).filter(told__isnull=False).order_by("-id")
    held = held.annotate(since=since).annotate(supported=had_support("since", "day"))
    found = held.values_list("told", "pk", "value", "student__classroom", "day", "supported")[:most]
    return sorted(map(_Told._make, found), key=lambda one: (one.day, one.outcome))


def results_of(predictions: Sequence[Prediction]) -> dict[int, Outcome]:
    """By prediction the first result in force that followed on a later day. One query; read with `task` and its
    schema."""
    students = {prediction.student_id for prediction in predictions if prediction.student_id}
    if not students:
        return {}
    by_score: dict[tuple[int, str, str], list[Outcome]] = defaultdict(list)
    for row in Outcome.objects.filter(student__in=students).in_force().order_by("day", "id"):
        by_score[row.student_id, row.schema_name, row.field].append(row)
    found = {prediction.pk: _first_after(prediction, by_score) for prediction in predictions}
    return {pk: row for pk, row in found.items() if row}


def _first_after(prediction: Prediction, by_score: Mapping[tuple[int, str, str], Sequence[Outcome]]) -> Outcome | None:
    task = prediction.task
    theirs = by_score.get((prediction.student_id or 0, task.schema_version.name, task.question.target), ())
    day = timezone.localdate(prediction.made_at)
    return next((row for row in theirs if row.day > day), None)
