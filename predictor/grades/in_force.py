"""Which grades are in force for a class at a moment: the school's dated boundaries, else those of the schema."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from mlcore.models import SchemaVersion, Task
from mlcore.pipeline.schema import Field, Grade, Grading
from predictor.models import Classroom, GradeBoundaries, Prediction


@dataclass(frozen=True)
class InForce:
    """Read once, for as many rows as are shown: the boundaries of some schemas and the versions that brought grades."""

    decided: tuple[GradeBoundaries, ...]
    versions: tuple[SchemaVersion, ...]

    @classmethod
    def of(cls, names: Iterable[str]) -> "InForce":
        """For the schemas of these names: two queries."""
        wanted = set(names)
        decided = GradeBoundaries.objects.filter(schema_name__in=wanted).order_by("valid_from", "id")
        versions = SchemaVersion.objects.filter(name__in=wanted).order_by("version")
        return cls(tuple(decided), tuple(versions))

    @classmethod
    def of_predictions(cls, predictions: Iterable[Prediction]) -> "InForce":
        return cls.of({prediction.task.schema_version.name for prediction in predictions})

    def of_prediction(self, prediction: Prediction, at: dt.datetime | None = None) -> Grading | None:
        """As of the day it was made, or of another moment."""
        classroom = prediction.student.classroom_id if prediction.student else None
        return self.at(prediction.task, classroom, at or prediction.made_at)

    def at(self, task: Task, classroom: int | None, moment: dt.datetime) -> Grading | None:
        """None where the target has neither grades nor a pass mark."""
        name, target = task.schema_version.name, task.target
        decided = self.decision(name, target.slug, classroom, moment)
        if decided is not None and (found := read(decided.content)):
            return found
        return self._of_schema(name, target, moment)

    def decision(self, name: str, field: str, classroom: int | None, moment: dt.datetime) -> GradeBoundaries | None:
        """The newest of the class and, where it has none or took its own back, the newest for all."""
        day = timezone.localdate(moment)
        known = [
            one
            for one in self.decided
            if (one.schema_name, one.field) == (name, field) and one.valid_from <= day and one.made_at <= moment
        ]
        own = [one for one in known if classroom is not None and one.classroom_id == classroom]
        for found in (own, [one for one in known if one.classroom_id is None]):
            if found and found[-1].content:
                return found[-1]
        return None

    def _of_schema(self, name: str, target: Field, moment: dt.datetime) -> Grading | None:
        """Of the version that was the newest then; the first grades speak also for what was predicted before them."""
        said = [
            (version.created_at, field.grading)
            for version in self.versions
            if version.name == name
            for field in version.schema.fields
            if field.slug == target.slug
        ]
        first = next((place for place, (_, grading) in enumerate(said) if grading), len(said))
        then = [grading for place, (at, grading) in enumerate(said[first:]) if place == 0 or at <= moment]
        return then[-1] if then else None


def grading_of(task: Task, classroom: Classroom | None = None) -> Grading | None:
    """What is in force now for a question asked of a class."""
    name = task.schema_version.name
    return InForce.of([name]).at(task, classroom.pk if classroom else None, timezone.now())


def read(content: Mapping[str, Any]) -> Grading | None:
    """What was stored for a decision, checked against the bounds of its day."""
    grades = [Grade(label=grade["label"], start=grade["from"]) for grade in content.get("grade", [])]
    return Grading.made(grades, content.get("pass"))
