"""Chances of a prediction as its page shows them: sentences first, then a bar per grade."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from mlcore.pipeline.distribution.chances import Chances, People
from mlcore.pipeline.schema import plain
from mlcore.words.marks import chances as words
from predictor.charts.scale import percent
from predictor.grades.in_force import InForce
from predictor.models import Prediction

if TYPE_CHECKING:
    from mlcore.pipeline.distribution.distribution import Distribution


@dataclass(frozen=True, kw_only=True)
class Line:
    """One grade; `people` of the number that the sentences speak of, `of_hundred` for the table behind."""

    label: str
    start: str
    width: str
    people: int
    of_hundred: int
    is_likeliest: bool
    decides: bool


@dataclass(frozen=True, kw_only=True)
class ShownChances:
    """`lines` stand in the school's order. `differs`: the boundaries of today say something else than those of then."""

    sentences: tuple[str, ...]
    lines: tuple[Line, ...]
    of: int
    pass_at: str
    note: str
    of_today: bool
    differs: bool


def shown_chances(
    prediction: Prediction, distribution: "Distribution | None", moment: dt.datetime
) -> ShownChances | None:
    """By the boundaries of a moment, that of the prediction or now. None where there are none, or no distribution."""
    in_force, student = InForce(), prediction.student
    grading = in_force.of_prediction(prediction, moment)
    if grading is None or distribution is None:
        return None
    found = Chances.of(distribution, grading)
    people = words.counted(found)
    return ShownChances(
        sentences=words.said(found, people),
        lines=_lines(found, people),
        of=people.of,
        pass_at="" if grading.pass_at is None else plain(grading.pass_at),
        note=in_force.note(prediction.task, student.classroom_id if student else None, moment),
        of_today=moment != prediction.made_at,
        differs=in_force.of_prediction(prediction) != in_force.of_prediction(prediction, timezone.now()),
    )


def _lines(found: Chances, people: People) -> tuple[Line, ...]:
    hundred, grades = found.people(words.MANY).grades, found.grading.grades
    lines = [
        Line(
            label=grade.label,
            start=plain(grade.start),
            width=percent(chance),
            people=people.grades[at],
            of_hundred=hundred[at],
            is_likeliest=grade is found.most_likely,
            decides=grade.start == found.grading.pass_at,
        )
        for at, (grade, chance) in enumerate(zip(grades, found.of_grades, strict=True))
    ]
    return tuple(reversed(lines)) if found.grading.best_first else tuple(lines)
