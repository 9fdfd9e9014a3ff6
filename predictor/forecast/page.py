"""What to expect of a class, as its page says it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlcore.pipeline.schema import Grade, plain
from mlcore.words.marks import forecast as words
from mlcore.words.numbers import number
from predictor.forecast.expected import FEWEST_STUDENTS, Expected, Number, Together, TooFew, expectations
from predictor.models import Classroom

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_GRADES_SHOWN = 10


@dataclass(frozen=True)
class GradeLine:
    label: str
    start: str
    expected: str
    interval: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """One question: the sentence that matters most, then the others. `grades` in the order of the school, `note`
    says whose they are."""

    expected: Expected
    statement: str
    mean: str
    counted: str
    holds: str
    grades: tuple[GradeLine, ...]
    note: str

    @property
    def has_many_grades(self) -> bool:
        """More than belong beside a few sentences."""
        return len(self.grades) > MOST_GRADES_SHOWN


@dataclass(frozen=True)
class Forecast:
    """Questions of which something is expected; `nothing` says why of none."""

    questions: tuple[Said, ...]
    nothing: str

    @property
    def has_grades(self) -> bool:
        return any(said.grades for said in self.questions)


def forecast_of(classroom: Classroom, user: "User") -> Forecast | None:
    """None where nothing was predicted for anybody of the class."""
    found = expectations(classroom, user)
    questions = tuple(_said(one) for one in found if isinstance(one, Expected))
    few = [one for one in found if isinstance(one, TooFew)]
    return Forecast(questions, "" if questions else _nothing(few)) if found else None


def _nothing(few: Sequence[TooFew]) -> str:
    most = max(few, key=lambda one: one.counted)
    return words.too_few(most.students, most.counted, most.untold, FEWEST_STUDENTS, most.objecting)


def _said(one: Expected) -> Said:
    mean, passed = words.mean(one.mean, one.target), one.passed
    passes = words.passes(one.counted, passed.people, passed.low, passed.high) if passed else ""
    return Said(
        expected=one,
        statement=passes or mean,
        mean=mean if passes else "",
        counted=words.counted(one.students, one.counted, one.untold, one.objecting),
        holds=_holds(one.together),
        grades=tuple(_line(*each) for each in one.grades),
        note=words.whose(one.pass_at, one.target, one.note) if one.grades or passed else "",
    )


def _holds(together: Together | None) -> str:
    return words.holds(together.between, together.group) if together else words.holds(None, None)


def _line(grade: Grade, found: Number) -> GradeLine:
    return GradeLine(grade.label, plain(grade.start), number(found.people), words.between(found.low, found.high))
