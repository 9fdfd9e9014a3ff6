"""Which predictions are looked at, and reading them a batch at a time."""

import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F
from django.db.models.functions import Mod

from mlcore.models import ModelVersion, Task
from predictor.models import Explanation, Prediction
from predictor.models.predictions import PredictionQuerySet

BATCH = 5_000
COLUMNS = ("id", "model_version_id", "submission__answers", "value", "low80", "high80", "low90", "high90", "warnings")


class Stored(NamedTuple):
    """A prediction as it lies in the database; `reasons` None where they are not asked for, or were never computed."""

    id: int
    version: int
    answers: dict[str, Any]
    value: float
    low80: float
    high80: float
    low90: float
    high90: float
    warnings: list[dict[str, Any]]
    reasons: Explanation | None = None


def chosen(
    *,
    task: Task | None = None,
    version: ModelVersion | None = None,
    since: datetime | None = None,
    sample: int | None = None,
) -> PredictionQuerySet:
    """All of them without arguments; with `sample` about so many of these, spread evenly, others each time."""
    found = Prediction.objects.all()
    if version:
        # An index has the task first, and ids in order behind it.
        found = found.filter(task_id=version.task_id, model_version=version)
    if task:
        found = found.filter(task=task)
    if since:
        found = found.filter(made_at__gte=since)
    step = max(1, round(found.count() / sample)) if sample else 1
    if step > 1:
        found = found.alias(turn=Mod(F("id"), step)).filter(turn=secrets.randbelow(step))
    return found


def batches(predictions: PredictionQuerySet, *, reasons: bool) -> Iterator[list[Stored]]:
    """In the order of their ids. A cursor of the server's would keep a transaction open for as long as it all takes."""
    last = 0
    while rows := _after(predictions, last):
        last = rows[-1].id
        kept = Explanation.objects.in_bulk([row.id for row in rows]) if reasons else {}
        yield [row._replace(reasons=kept[row.id]) if row.id in kept else row for row in rows]


def _after(predictions: PredictionQuerySet, last: int) -> list[Stored]:
    rows = predictions.filter(id__gt=last).order_by("id").values_list(*COLUMNS)
    return [Stored._make((*row, None)) for row in rows[:BATCH]]
