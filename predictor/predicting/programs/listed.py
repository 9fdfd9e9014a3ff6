"""A page of past predictions as the API is asked for it: from a checked query to its rows."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mlcore.models import ModelVersion, Task
from predictor.api.lists.query import filtered
from predictor.found.asked import Asked, few, seen_by
from predictor.found.rows import Listed
from predictor.found.way import Way, place_in_time
from predictor.keyset import Order, Place
from predictor.models import Classroom, Prediction, PredictionQuerySet, Student, StudentQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BEFORE_ALL = Place(dt.datetime.min.replace(tzinfo=dt.UTC), 1)
COLUMNS = {
    "student": "student_id",
    "task": "task__slug",
    "model_version": "model_version_id",
    "made_after": "made_at__gte",
    "made_before": "made_at__lt",
}


def listed(user: "User", query: Mapping[str, Any], order: Order, after: Place | None) -> list[Prediction]:
    """One more than is shown, where there are more."""
    way = Way(order.column, order.descending, after, query["limit"] + 1)
    return Listed(_plain(user, query), _asked(user, query), with_related).next(way)


def place_of(pk: int) -> Place:
    """In time, of a number that was the cursor of the newest first once."""
    return place_in_time(pk) or BEFORE_ALL


def with_related(rows: PredictionQuerySet) -> PredictionQuerySet:
    """What is shown of each; of what many rows share there is one in memory."""
    shared = ("task__schema_version", "model_version__task", "model_version__schema_version", "made_by")
    return rows.select_related("submission", "student").prefetch_related(*shared)


def _plain(user: "User", query: Mapping[str, Any]) -> PredictionQuerySet:
    rows = filtered(Prediction.objects.visible_to(user), query, COLUMNS)
    if "classroom" in query:
        rows = rows.filter(student__in=_of_class(user, query["classroom"]).order_by().values("pk"))
    return rows


def _asked(user: "User", query: Mapping[str, Any]) -> Asked | None:
    asked, groups = seen_by(user), [few(rows) for rows in _students(user, query)]
    if asked is None or None in groups:
        return None
    for students in groups:
        asked = asked.of_students(students or ())
    if "task" in query:
        asked = asked.of_task(Task.objects.filter(slug=query["task"]).first())
    if "model_version" in query:
        asked = asked.of_version(ModelVersion.objects.filter(pk=query["model_version"]).first())
    return replace(asked, since=query.get("made_after"), until=query.get("made_before"), with_end=False)


def _students(user: "User", query: Mapping[str, Any]) -> Iterator[StudentQuerySet]:
    if "student" in query:
        yield Student.objects.filter(pk=query["student"])
    if "classroom" in query:
        yield _of_class(user, query["classroom"])


def _of_class(user: "User", classroom: int) -> StudentQuerySet:
    return Student.objects.in_classes(Classroom.objects.visible_to(user).filter(pk=classroom))
