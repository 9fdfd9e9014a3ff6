"""The history as CSV, written line by line."""

import csv
from collections.abc import Iterable, Iterator
from itertools import product

from django.utils import timezone

from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.pipeline.files.formulas import disarm
from mlcore.words.marks import chances
from predictor.grades.in_force import InForce
from predictor.models import Prediction
from predictor.predicting import words

ENDS = tuple(product(LEVELS, ("low", "high")))
HEADER = (
    "made_at",
    "student",
    "reference",
    "class",
    "task",
    "value",
    *(f"{end}_{level}" for level, end in ENDS),
    "model_version",
    "made_by",
    "warnings",
    "grade",
    *(f"grade_{end}_{level}" for level, end in ENDS),
)


class _Line:
    """What csv.writer writes to; its `writerow` hands the line back."""

    def write(self, text: str) -> str:
        return text


def lines(chunks: Iterable[list[Prediction]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(HEADER)  # without the mark Excel misreads names with accents
    in_force = InForce()
    for chunk in chunks:
        yield "".join(writer.writerow(_cells(prediction, in_force)) for prediction in chunk)


def _cells(prediction: Prediction, in_force: InForce) -> list[str | int]:
    student, target = prediction.student, prediction.task.target
    grading = in_force.of_prediction(prediction)
    numbers = (prediction.value, *(getattr(prediction, f"{end}{level}") for level, end in ENDS))
    return [
        timezone.localtime(prediction.made_at).isoformat(timespec="seconds"),
        disarm(student.name if student else ""),
        disarm(student.reference if student else ""),
        disarm(student.classroom.name if student else ""),
        disarm(prediction.task.slug),
        *(f"{number:.2f}" for number in numbers),
        prediction.model_version.number,
        disarm(prediction.made_by.get_username()),
        disarm("; ".join(warning.message for warning in words.warnings(prediction))),
        *(disarm(chances.grade(number, target, grading)) for number in numbers),
    ]
