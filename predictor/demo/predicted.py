"""Submissions and predictions of the made-up school, dated back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlcore.models import Task
from mlcore.pipeline.schema.answers import clean_inputs
from mlcore.versions import live
from predictor.demo.calendar import weeks_ago
from predictor.demo.rows import Row
from predictor.models import Prediction, Student, Submission
from predictor.predicting.work import prediction_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question about students, each with what is entered, so many weeks ago."""

    task: Task
    rows: Sequence[tuple[Student, Row]]
    weeks: int
    by: "User"


def predict(asked: Asked) -> list[Prediction]:
    """By the model that is live today: there was none then."""
    model = live.live(asked.task)
    fields = [field.slug for field in model.bundle.schema.inputs(model.bundle.task)]
    inputs = [_inputs(model, {slug: row.get(slug) for slug in fields}) for _, row in asked.rows]
    submissions = Submission.objects.bulk_create(
        Submission(
            task=asked.task,
            schema_version_id=model.version.schema_version_id,
            student=student,
            answers=answers,
            door=Submission.Door.PAGE,
            made_by=asked.by,
            made_at=weeks_ago(asked.weeks),
        )
        for (student, _), answers in zip(asked.rows, inputs, strict=True)
    )
    pairs = zip(submissions, model.bundle.predict(inputs), strict=True)
    return Prediction.objects.bulk_create(prediction_of(one, answer, model.version) for one, answer in pairs)


def _inputs(model: live.LiveModel, answers: Mapping[str, object]) -> Row:
    return clean_inputs(model.bundle.schema, model.bundle.task, answers)
