"""Whether predictions are older than their data: entries that came since, or another model that answers now."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mlcore.models import ModelVersion, Promotion
from predictor.models import Prediction, Student
from predictor.predicting.known.entries import Entries


@dataclass(frozen=True)
class Outdated:
    """`fields` came since; `model` says whether another version is live now."""

    fields: tuple[str, ...]
    model: bool

    def __bool__(self) -> bool:
        return bool(self.fields) or self.model


UP_TO_DATE = Outdated((), False)


def live_versions(tasks: Iterable[int]) -> dict[int, ModelVersion]:
    """By task, in one query."""
    rows = ModelVersion.objects.live().filter(task__in=list(tasks)).select_related("task", "schema_version")
    return {version.task_id: version for version in rows}


def versions_live_at(moment: dt.datetime, tasks: Iterable[int]) -> dict[int, ModelVersion]:
    """By task, in one query."""
    rows = Promotion.objects.filter(task__in=list(tasks), at__lte=moment).order_by("task_id", "-id")
    return {
        row.task_id: row.version
        for row in rows.distinct("task_id").select_related("version__task", "version__schema_version")
    }


def outdated(
    prediction: Prediction,
    student: Student,
    entries: Entries,
    live: Mapping[int, ModelVersion],
    at: dt.datetime | None = None,
) -> Outdated:
    """By what the live version asks. Where none is live, or the student objects, nothing could be predicted
    again. `at` a moment before: by the
    versions of then, and by entries that had come by then."""
    version = live.get(prediction.task_id)
    if version is None or student.objected_at or (at and prediction.made_at > at):
        return UP_TO_DATE
    return Outdated(
        entries.came_since(prediction, student, version.inputs, at), version.pk != prediction.model_version_id
    )
