"""Whether predictions are older than their data: entries that came since, or another model that answers now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mlcore.models import ModelVersion
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


def outdated(prediction: Prediction, student: Student, entries: Entries, live: Mapping[int, ModelVersion]) -> Outdated:
    """By what the live version asks. Where none is live, nothing could be predicted again."""
    version = live.get(prediction.task_id)
    if version is None:
        return UP_TO_DATE
    schema = version.schema_version.schema
    fields = schema.inputs(schema.task(version.task.slug))
    return Outdated(entries.came_since(prediction, student, fields), version.pk != prediction.model_version_id)
