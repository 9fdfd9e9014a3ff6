"""A stored prediction as people read it: its words and the place of its marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from mlcore.pipeline.schema import Field, Grading, plain
from mlcore.words import numbers
from mlcore.words.marks import chances
from mlcore.words.names import subject
from predictor.charts import ranges
from predictor.charts.scale import Tick
from predictor.grades.in_force import InForce
from predictor.models import Prediction


class Axis(NamedTuple):
    """Both ends of a scale, as text."""

    low: str
    high: str


@dataclass(frozen=True)
class Reading:
    """`grading` is what was in force when it was predicted, None without grades."""

    prediction: Prediction
    target: Field
    grading: Grading | None = None

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
        return self.target.unit

    @property
    def axis(self) -> Axis:
        return Axis(plain(self.target.minimum), plain(self.target.maximum))

    @cached_property
    def mark(self) -> ranges.RangeMark:
        return ranges.range_mark(self.prediction, self.target)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        return ranges.ticks(self.target)


def readings(predictions: Iterable[Prediction]) -> list[Reading]:
    """Read with `with_names()`. Each task's schema is parsed once, however many rows there are."""
    targets: dict[int, Field] = {}
    in_force, result = InForce(), []
    for prediction in predictions:
        if prediction.task_id not in targets:
            targets[prediction.task_id] = prediction.task.target
        result.append(Reading(prediction, targets[prediction.task_id], in_force.of_prediction(prediction)))
    return result


def common_axis(rows: list[Reading]) -> Axis | None:
    """The bounds that all rows share; None where each row has a scale of its own."""
    axes = {row.axis for row in rows}
    return axes.pop() if len(axes) == 1 else None
