"""Who was chosen and why, and whether a new model may replace the live one: facts, said in mlcore.words.choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from mlcore.pipeline.results.cautions import Caution
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
class SecondOpinion:
    """Whether those that are as good as the winner are asked beside it, by their `labels`.

    They were `kept`; or are `not telling`, since where they differ it does not err more; or there are `too few` rows to
    say so, or all are `too large`. Of the tenth of the rows on which they differ most, by `apart` or more, the winner's
    RMSE is `furthest`, of all others `rest`, out of fold and in the unit of the target.
    """

    kind: Literal["kept", "not telling", "too few", "too large"]
    labels: tuple[str, ...]
    apart: float | None = None
    furthest: float | None = None
    rest: float | None = None


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """The choice made once more in the same way, without some `rows`, and how the one chosen did on these."""

    candidate: str
    label: str
    rows: int
    scores: Scores


@dataclass(frozen=True, kw_only=True)
class ComparedOn:
    """Which `rows` a new model and the live one were compared on: those that both learned from ('same'), those of
    `both` trainings, each asked about rows that it did not learn from, or the new ones alone, where the live one's are
    not at hand: with the answers that it gives ('served'), or its recipe fitted to them ('new')."""

    kind: Literal["same", "both", "served", "new"]
    rows: int
    live_rows: int
    new_rows: int


@dataclass(frozen=True, kw_only=True)
class LiveComparison:
    """A new model beside the live one on the same folds; `difference` is its RMSE minus that of the live one.

    Older releases did not say `on` which rows: the new ones, with both recipes fitted to them.
    """

    kind: ComparisonKind
    folds: int
    rmse: float
    live_rmse: float
    difference: Estimate
    on: ComparedOn | None = None

    @property
    def passes(self) -> bool:
        return self.kind in ("same", "not worse")


@dataclass(frozen=True)
class Meanwhile:
    """The number of the version that went live during a comparison with another one (0: none is live)."""

    live: int


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether a new model may replace the live one, whose number is `live` (0: none).

    A model with `no_gain` over the mean never serves by itself, nor one that learned from `leaks` of the result: a
    person decides. Otherwise the first model of a task serves. Nothing was compared where the stored figures of the
    live one are `unreadable`, or it was `not_fitted`, with the error of its library.
    After a change in the `meanwhile` somebody else's decision stands; older releases stored words.
    """

    live: int
    comparison: LiveComparison | None = None
    meanwhile: Meanwhile | str = ""
    unreadable: bool = False
    not_fitted: str = ""
    no_gain: bool = False
    leaks: tuple[Caution, ...] = ()

    @property
    def needs_a_person(self) -> bool:
        return self.no_gain or bool(self.leaks)

    @property
    def passes(self) -> bool:
        refused = self.needs_a_person or self.unreadable or bool(self.not_fitted) or bool(self.meanwhile)
        return not refused and (self.comparison is None or self.comparison.passes)
