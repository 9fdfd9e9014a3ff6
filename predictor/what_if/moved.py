"""A prediction as it was made beside what is supposed: ranges, value and chances in one table."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mlcore.pipeline.distribution.chances import Chances, People
from mlcore.pipeline.schema import Grading
from mlcore.words.marks.chances import MANY
from predictor.grades.chances import distribution_of
from predictor.grades.in_force import InForce
from predictor.models import Prediction
from predictor.predicting.readings import Reading


@dataclass(frozen=True)
class Line:
    """One figure, as it was and as it would be; `differs` where a reader sees it move."""

    label: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Moved:
    before: Reading
    after: Reading
    ranges: tuple[Line, ...]
    chances: tuple[Line, ...]


def moved(prediction: Prediction, supposed: Prediction) -> Moved:
    """By the grades of the day that it was predicted on."""
    grading, target = InForce().of_prediction(prediction), prediction.target
    before, after = (Reading(one, target, grading) for one in (prediction, supposed))
    return Moved(before, after, _ranges(before, after), _chances(prediction, supposed, grading))


def _ranges(before: Reading, after: Reading) -> tuple[Line, ...]:
    return (
        Line(_("8 of 10 similar students"), _span(before.low, before.high), _span(after.low, after.high)),
        Line(_("9 of 10"), _span(before.low90, before.high90), _span(after.low90, after.high90)),
        Line(_("Predicted value"), before.value, after.value),
    )


def _span(low: str, high: str) -> str:
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def _chances(prediction: Prediction, supposed: Prediction, grading: Grading | None) -> tuple[Line, ...]:
    """Out of 100, best grade first or last as the school writes them; empty where they cannot be told."""
    first, second = (_of_hundred(one, grading) for one in (prediction, supposed))
    if grading is None or first is None or second is None:
        return ()
    lines = [
        Line(grade.label, str(one), str(other))
        for grade, one, other in zip(grading.grades, first.grades, second.grades, strict=True)
    ]
    passed = [Line(_("Pass"), str(first.passed), str(second.passed))] if first.passed is not None else []
    return (*passed, *(reversed(lines) if grading.best_first else lines))


def _of_hundred(prediction: Prediction, grading: Grading | None) -> People | None:
    distribution = distribution_of(prediction) if grading else None
    return Chances.of(distribution, grading).people(MANY) if grading and distribution else None


def values_of(prediction: Prediction, query: Mapping[str, str]) -> dict[str, object]:
    """What a form shows: what is tried out and, for all else, what was entered."""
    entered = {slug: "" if value is None else value for slug, value in prediction.submission.answers.items()}
    return entered | dict(query)
