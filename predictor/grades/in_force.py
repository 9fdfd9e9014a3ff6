"""Which grades are in force for a class at a moment: the school's dated boundaries, else those of the schema."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mlcore.models import SchemaVersion, Task
from mlcore.pipeline.schema import Grade, Grading
from predictor.models import Classroom, GradeBoundaries, Prediction

ENDS_OF_SENTENCES = (".", "!", "?", "…")


class InForce:
    """For as many rows as are shown: what is asked of a schema is read once, when it is first asked for."""

    def __init__(self) -> None:
        self._decided: dict[str, list[GradeBoundaries]] = {}
        self._versions: dict[str, list[SchemaVersion]] = {}

    def of_prediction(self, prediction: Prediction, at: dt.datetime | None = None) -> Grading | None:
        """As of the day it was made, or of another moment."""
        classroom = prediction.student.classroom_id if prediction.student else None
        return self.at(prediction.task, classroom, at or prediction.made_at)

    def at(self, task: Task, classroom: int | None, moment: dt.datetime) -> Grading | None:
        """None where the target has neither grades nor a pass mark. Read tasks with their `schema_version`."""
        decided = self.decision(task, classroom, moment)
        return read(decided.content) if decided else self._of_schema(task, moment)

    def note(self, task: Task, classroom: int | None, moment: dt.datetime) -> str:
        """Whose boundaries they are, as far as anybody said."""
        decided = self.decision(task, classroom, moment)
        if decided is None:
            return task.target.grades_note
        end = "" if decided.reason.endswith(ENDS_OF_SENTENCES) else "."
        told = _("Boundaries from %(day)s on: %(reason)s")
        return told % {"day": date_format(decided.valid_from), "reason": f"{decided.reason}{end}"}

    def decision(self, task: Task, classroom: int | None, moment: dt.datetime) -> GradeBoundaries | None:
        """The newest of the class and, where it has none or took its own back, the newest for all; None where that was
        taken back, too.
        """
        day, target = timezone.localdate(moment), task.question.target
        known = [
            one
            for one in self._decisions(task.schema_version.name)
            if one.field == target and one.valid_from <= day and one.made_at <= moment
        ]
        for place in dict.fromkeys((classroom, None)):
            found = [one for one in known if one.classroom_id == place]
            if found and found[-1].content:
                return found[-1]
        return None

    def _of_schema(self, task: Task, moment: dt.datetime) -> Grading | None:
        """Of the version that was the newest then; the first grades speak also for what was predicted before them."""
        newest = task.schema_version
        if moment >= newest.created_at:
            return task.target.grading
        said = [(row.created_at, _grading(row, task.question.target)) for row in self._older(newest)]
        first = next((place for place, (_, grading) in enumerate(said) if grading), len(said))
        then = [grading for place, (at, grading) in enumerate(said[first:]) if place == 0 or at <= moment]
        return then[-1] if then else None

    def _decisions(self, name: str) -> list[GradeBoundaries]:
        if name not in self._decided:
            found = GradeBoundaries.objects.filter(schema_name=name).order_by("valid_from", "id")
            self._decided[name] = list(found)
        return self._decided[name]

    def _older(self, newest: SchemaVersion) -> list[SchemaVersion]:
        """Every version of the schema, the newest last."""
        if newest.name not in self._versions:
            older = SchemaVersion.objects.filter(name=newest.name).exclude(pk=newest.pk).order_by("version")
            self._versions[newest.name] = [*older, newest]
        return self._versions[newest.name]


def _grading(row: SchemaVersion, slug: str) -> Grading | None:
    return next((field.grading for field in row.schema.fields if field.slug == slug), None)


def grading_of(task: Task, classroom: Classroom | None = None) -> Grading | None:
    """What is in force now for a question asked of a class."""
    return InForce().at(task, classroom.pk if classroom else None, timezone.now())


def read(content: Mapping[str, Any]) -> Grading | None:
    """What was stored for a decision, checked against the bounds of its day."""
    grades = [Grade(label=grade["label"], start=grade["from"]) for grade in content.get("grade", [])]
    return Grading.made(grades, content.get("pass"))
