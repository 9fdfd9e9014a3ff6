"""A stored prediction as people read it: its words and the place of its marks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from mlcore.pipeline.distribution.levels import NARROW, WIDE
from mlcore.pipeline.schema import Field, Grading, plain
from mlcore.words import numbers
from mlcore.words.marks import chances
from mlcore.words.names import subject
from mlcore.words.numbers import localised
from mlcore.words.verdicts.track_record import happened
from predictor.charts import ranges
from predictor.charts.scale import Tick
from predictor.corrected.reads import NO_MARKS, Corrected, said
from predictor.grades.in_force import InForce
from predictor.models import Classroom, Outcome, Prediction
from predictor.predicting import words

NO_RESULTS: Mapping[int, Outcome] = {}
NO_CLASSES: Mapping[int, Classroom] = {}


class Axis(NamedTuple):
    """Both ends of a scale, as text."""

    low: str
    high: str


@dataclass(frozen=True)
class Reading:
    """`grading` is what was in force when it was predicted, None without grades; `result` the first that followed;
    `classroom` the one by which whoever reads knows the student, where it is shown; `corrected` where an entry of it
    was wrong."""

    prediction: Prediction
    target: Field
    grading: Grading | None = None
    result: Outcome | None = None
    classroom: Classroom | None = None
    corrected: Corrected | None = None

    @property
    def mended(self) -> str:
        """That it was made with an entry that was corrected since; empty where it was not."""
        return said(self.corrected, self.prediction.task.schema_version)

    @property
    def warned(self) -> int:
        return words.warned(self.prediction)

    @property
    def value(self) -> str:
        return numbers.score(self.prediction.value, self.target)

    @property
    def low(self) -> str:
        return numbers.score(self.prediction.low80, self.target)

    @property
    def high(self) -> str:
        return numbers.score(self.prediction.high80, self.target)

    @property
    def low90(self) -> str:
        return numbers.score(self.prediction.low90, self.target)

    @property
    def high90(self) -> str:
        return numbers.score(self.prediction.high90, self.target)

    @property
    def grade(self) -> str:
        """The grade of the value; empty without grades."""
        return chances.called(chances.grade(self.prediction.value, self.target, self.grading))

    @property
    def grades(self) -> str:
        """Of the range that 8 of 10 lie in."""
        return chances.between(self.prediction.low80, self.prediction.high80, self.target, self.grading)

    @property
    def subject(self) -> str:
        return subject(self.target)

    @property
    def unit(self) -> str:
        return numbers.unit(self.target) if self.target.unit else ""

    @property
    def axis(self) -> Axis:
        return Axis(localised(plain(self.target.minimum)), localised(plain(self.target.maximum)))

    @cached_property
    def mark(self) -> ranges.RangeMark:
        return ranges.range_mark(self.prediction, self.target, self.result.value if self.result else None)

    @property
    def reached(self) -> str:
        """What came of it: '61'; empty as long as that is not known."""
        return numbers.score(self.result.value, self.target) if self.result else ""

    @property
    def where_reached(self) -> str:
        """'inside the range for 8 of 10'."""
        return happened(self.result.value, self._ranges) if self.result else ""

    @property
    def _ranges(self) -> dict[int, tuple[float, float]]:
        said = self.prediction
        return {NARROW: (said.low80, said.high80), WIDE: (said.low90, said.high90)}

    @property
    def ticks(self) -> tuple[Tick, ...]:
        return ranges.ticks(self.target)


def readings(
    predictions: Iterable[Prediction],
    results: Mapping[int, Outcome] = NO_RESULTS,
    classes: Mapping[int, Classroom] = NO_CLASSES,
    marks: Mapping[int, Corrected] = NO_MARKS,
) -> list[Reading]:
    """Read with `with_names()`, `results` and `marks` by prediction, `classes` by student. Each task's schema is parsed
    once, however many rows there are."""
    targets: dict[int, Field] = {}
    in_force, result = InForce(), []
    for prediction in predictions:
        if prediction.task_id not in targets:
            targets[prediction.task_id] = prediction.task.target
        grading = in_force.of_prediction(prediction)
        target, classroom = targets[prediction.task_id], classes.get(prediction.student_id or 0)
        beside = results.get(prediction.pk), classroom, marks.get(prediction.pk)
        result.append(Reading(prediction, target, grading, *beside))
    return result


def common_axis(rows: list[Reading]) -> Axis | None:
    """The bounds that all rows share; None where each row has a scale of its own."""
    axes = {row.axis for row in rows}
    return axes.pop() if len(axes) == 1 else None
