"""Twenty students like this one as twenty dots, and the sentence that they draw."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore.pipeline.distribution.chances import Chances
from mlcore.pipeline.distribution.levels import NARROW
from mlcore.pipeline.schema import Grading, plain
from mlcore.words.marks.chances import FEW
from predictor.predicting.readings import Reading

if TYPE_CHECKING:
    from mlcore.pipeline.distribution.distribution import Distribution

STEP, ROW = 22, 10


@dataclass(frozen=True)
class Dot:
    x: int
    y: int
    is_full: bool


@dataclass(frozen=True)
class Dots:
    """`full` of twenty, and what these do."""

    full: int
    sentence: str

    @property
    def dots(self) -> list[Dot]:
        return [Dot(11 + STEP * (at % ROW), 11 + STEP * (at // ROW), at < self.full) for at in range(FEW)]


def dots_of(reading: Reading, distribution: "Distribution | None") -> Dots:
    """Those who reach the pass mark; where there is none, or nothing is told, those inside the range."""
    grading = reading.grading
    if grading is not None and grading.pass_at is not None and distribution is not None:
        passed = Chances.of(distribution, grading).people(FEW).passed or 0
        return Dots(passed, _reaching(passed, grading))
    inside = FEW * NARROW // 100
    names = {"of": FEW, "count": inside, "low": reading.low, "high": reading.high}
    return Dots(inside, _("Of %(of)s students like this one, about %(count)s score from %(low)s to %(high)s.") % names)


def _reaching(passed: int, grading: Grading) -> str:
    names = {"of": FEW, "count": passed, "mark": plain(grading.pass_at or 0)}
    if passed == 0:
        return _("Of %(of)s students like this one, hardly any reach %(mark)s, the pass mark.") % names
    if passed == FEW:
        return _("Of %(of)s students like this one, nearly all reach %(mark)s, the pass mark.") % names
    return (
        ngettext(
            "Of %(of)s students like this one, about %(count)s reaches %(mark)s, the pass mark.",
            "Of %(of)s students like this one, about %(count)s reach %(mark)s, the pass mark.",
            passed,
        )
        % names
    )
