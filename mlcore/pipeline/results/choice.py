"""Who was chosen and why, and whether a new model may replace the live one: facts, said in mlcore.words.choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from mlcore.pipeline.results.scores import Estimate, Scores

# A wide interval alone is no tie: on few rows it holds much. This share of RMSE more is not called as good.
LARGEST_TIED_LOSS = 0.025

SelectionKind = Literal["alone", "tied", "clear", "ahead"]
ComparisonKind = Literal["same", "not worse", "worse", "not as close"]


@dataclass(frozen=True)
class Qualities:
    """Of the winner: accuracy, robustness (`spread` of R2 between folds), and R2 in training minus in validation."""

    r2: float
    rmse: float
    spread: float
    gap: float


@dataclass(frozen=True, kw_only=True)
class Selection:
    """The winner and everybody tied with the most accurate (winner included, most accurate first).

    Of the `compared` others, `clear` are further off for sure, and `unsure` further off by what chance alone could
    explain. `is_sure` says that one of the tied is behind for sure, by too little to matter.
    """

    kind: SelectionKind
    winner: str
    tied: tuple[str, ...]
    labels: Mapping[str, str]
    compared: int
    clear: int
    unsure: int
    is_sure: bool
    qualities: Qualities
    beats_baseline: bool


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """The choice made once more in the same way, without some `rows`, and how the one chosen did on these."""

    candidate: str
    label: str
    rows: int
    scores: Scores


@dataclass(frozen=True, kw_only=True)
class LiveComparison:
    """A new model beside the live one on the same folds; `difference` is its RMSE minus that of the live one."""

    kind: ComparisonKind
    folds: int
    rmse: float
    live_rmse: float
    difference: Estimate

    @property
    def passes(self) -> bool:
        return self.kind in ("same", "not worse")


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether a new model may replace the live one, whose number is `live` (0: none).

    Nothing was compared for the first model of a task, and where the figures of the live one are `unreadable`.
    `meanwhile` says what changed during the comparison, after which somebody else's decision stands.
    """

    live: int
    comparison: LiveComparison | None = None
    meanwhile: str = ""
    unreadable: bool = False

    @property
    def passes(self) -> bool:
        return not (self.meanwhile or self.unreadable) and (self.comparison is None or self.comparison.passes)
