"""Whether a new model may replace the live one."""

from dataclasses import dataclass

from mlcore.pipeline.results.cautions import Caution
from mlcore.pipeline.results.diagnosis import LevelCoverage
from mlcore.pipeline.results.gate.comparison import LiveComparison


@dataclass(frozen=True)
class Meanwhile:
    """The number of the version that went live during a comparison with another one (0: none is live)."""

    live: int


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether a new model may replace the live one, whose number is `live` (0: none).

    A model with `no_gain` over the mean never serves by itself, nor one that learned from `leaks` of the result: a
    person decides. Otherwise the first model of a task serves. Nothing was compared where the stored figures of the
    live one are `unreadable`, or it was `not_fitted`, with the error of its library. Its `ranges` must be in band;
    older releases did not look at them.
    After a change in the `meanwhile` somebody else's decision stands; older releases stored words.
    """

    live: int
    comparison: LiveComparison | None = None
    meanwhile: Meanwhile | str = ""
    unreadable: bool = False
    not_fitted: str = ""
    no_gain: bool = False
    leaks: tuple[Caution, ...] = ()
    ranges: tuple[LevelCoverage, ...] = ()

    @property
    def needs_a_person(self) -> bool:
        return self.no_gain or bool(self.leaks)

    @property
    def out_of_band(self) -> tuple[LevelCoverage, ...]:
        return tuple(level for level in self.ranges if not level.is_in_band)

    @property
    def passes(self) -> bool:
        not_compared = self.unreadable or bool(self.not_fitted) or bool(self.meanwhile)
        if self.needs_a_person or not_compared or self.out_of_band:
            return False
        return self.comparison is None or self.comparison.passes
