"""What to expect of a class for one question, as facts; `mlcore.words.marks.forecast` says them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from django.utils import timezone

from mlcore.models import Task
from mlcore.pipeline.results.between import Between
from mlcore.pipeline.schema import Field, Grade, Grading
from mlcore.versions import live
from predictor.access.questions import tasks_seen
from predictor.forecast.predicted import Predicted, predicted
from predictor.grades.chances import distributions_of
from predictor.grades.in_force import InForce
from predictor.models import Classroom, Prediction

# What counts loads NumPy, which plain commands must not pay for.
if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from mlcore.pipeline.distribution.chances import People
    from mlcore.pipeline.distribution.distribution import Distribution
    from mlcore.pipeline.forecast.counts import Count
    from mlcore.pipeline.forecast.forecast import ClassForecast
    from mlcore.pipeline.forecast.means import Mean

# Of fewer, an interval says nothing that the students' own ranges do not say better.
FEWEST_STUDENTS = 5


@dataclass(frozen=True)
class Number:
    """So many `people` are expected, whole ones that add up over grades; 8 times in 10 it is from `low` to `high`."""

    people: int
    low: int
    high: int

    @classmethod
    def of(cls, people: int, count: "Count") -> "Number":
        """What is said lies in its interval, also where adding up moved it."""
        return cls(people, min(people, count.low), max(people, count.high))


@dataclass(frozen=True, kw_only=True)
class Together:
    """How far students of one group are off together, and the field that names groups, as one version knows it."""

    between: Between
    group: Field


@dataclass(frozen=True, kw_only=True)
class Expected:
    """`counted` of the class's `students` have a prediction that tells what they may get; `untold` have one that does
    not, `objecting` are left out. `grades` in the order of the school, `note` says whose they are. `together` is None
    where the data name no groups.
    """

    task: Task
    target: Field
    students: int
    counted: int
    untold: int
    objecting: int
    oldest: dt.datetime
    newest: dt.datetime
    mean: "Mean"
    pass_at: float | None
    passed: Number | None
    grades: tuple[tuple[Grade, Number], ...]
    note: str
    together: Together | None

    @property
    def without(self) -> int:
        """Students without a prediction."""
        return self.students - self.counted - self.untold - self.objecting


@dataclass(frozen=True, kw_only=True)
class TooFew:
    """Too few students are counted for anything to be expected."""

    task: Task
    students: int
    counted: int
    untold: int
    objecting: int


@dataclass(frozen=True)
class _Told:
    """Predictions that tell what students may get, and what each tells."""

    predictions: tuple[Prediction, ...]
    distributions: "tuple[Distribution, ...]"


@dataclass(frozen=True)
class _OfGrades:
    """What is expected, in points and by the grades that are in force; without grades in points alone."""

    mean: "Mean"
    pass_at: float | None = None
    passed: Number | None = None
    grades: tuple[tuple[Grade, Number], ...] = ()


def expectations(classroom: Classroom, user: "User") -> list[Expected | TooFew]:
    """For every question that the user sees there and somebody has a prediction for: as many queries for 3 students as
    for 300."""
    found = [one for one in predicted(classroom, tasks_seen(classroom, user)) if one.newest]
    in_force = InForce()
    return [expected_of(one, classroom, in_force) for one in found]


def expectation(classroom: Classroom, task: Task) -> Expected | TooFew:
    """For one question of the class."""
    (found,) = predicted(classroom, [task])
    return expected_of(found, classroom, InForce())


def expected_of(found: Predicted, classroom: Classroom, in_force: InForce) -> Expected | TooFew:
    """By the grades that are in force today: what will be reached is still to come."""
    told = _told(found.newest)
    counted, untold = len(told.predictions), len(found.newest) - len(told.predictions)
    if counted < FEWEST_STUDENTS:
        return TooFew(
            task=found.task, students=found.students, counted=counted, untold=untold, objecting=found.objecting
        )
    together = together_of(told.predictions)
    asked = (found.task, classroom.pk, timezone.now())
    of_grades = _of_grades(_forecast(told, together), in_force.at(*asked))
    made = [prediction.made_at for prediction in told.predictions]
    return Expected(
        task=found.task,
        target=found.task.target,
        students=found.students,
        counted=counted,
        untold=untold,
        objecting=found.objecting,
        oldest=min(made),
        newest=max(made),
        mean=of_grades.mean,
        pass_at=of_grades.pass_at,
        passed=of_grades.passed,
        grades=of_grades.grades,
        note=in_force.note(*asked),
        together=together,
    )


def _of_grades(forecast: "ClassForecast", grading: Grading | None) -> _OfGrades:
    if grading is None:
        return _OfGrades(forecast.mean)
    people = _people(forecast, grading)
    passed, grades = _passed(forecast, grading, people), _grades(forecast, grading, people)
    return _OfGrades(forecast.mean, grading.pass_at, passed, grades)


def _told(predictions: Sequence[Prediction]) -> _Told:
    pairs = zip(predictions, distributions_of(predictions), strict=True)
    told = [(prediction, distribution) for prediction, distribution in pairs if distribution]
    return _Told(tuple(one for one, _ in told), tuple(one for _, one in told))


def together_of(predictions: Sequence[Prediction]) -> Together | None:
    """As the newest of the versions tells it: where predictions are of several, it has learned from the latest rows."""
    newest = max((prediction.model_version for prediction in predictions), key=lambda version: version.number)
    bundle = live.readable_bundle_of(newest)
    if bundle is None:
        return None
    between, group = bundle.ranges.between, bundle.schema.group
    return Together(between=between, group=bundle.schema.field(group)) if between and group else None


def _forecast(told: _Told, together: Together | None) -> "ClassForecast":
    from mlcore.pipeline.forecast.forecast import ClassForecast

    found = ClassForecast.of(told.distributions)
    return replace(found, likely=together.between.likely) if together else found


def _passed(forecast: "ClassForecast", grading: Grading, people: "People") -> Number | None:
    if grading.pass_at is None or people.passed is None:
        return None
    return Number.of(people.passed, forecast.count(grading.pass_at))


def _grades(forecast: "ClassForecast", grading: Grading, people: "People") -> tuple[tuple[Grade, Number], ...]:
    """Whatever lies below the second grade has the lowest."""
    ends = [-inf, *(grade.start for grade in grading.grades[1:]), inf]
    bands = zip(grading.grades, people.grades, pairwise(ends), strict=False)
    each = [(grade, Number.of(number, forecast.count(*band))) for grade, number, band in bands]
    return tuple(reversed(each) if grading.best_first else each)


def _people(forecast: "ClassForecast", grading: Grading) -> "People":
    """Whole people that add up to the class, also across the pass mark."""
    from mlcore.pipeline.distribution.chances import Chances

    size, cuts = len(forecast.students), [-inf, *grading.cuts, inf]
    shares = tuple(forecast.expected(*band) / size for band in pairwise(cuts))
    return Chances(grading=grading, shares=shares).people(size)
