"""Who was chosen and why: facts, said in mlcore.words.choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from mlcore.pipeline.results.scores import Scores

# A wide interval alone is no tie: on few rows it holds much. This share of RMSE more is not called as good.
LARGEST_TIED_LOSS = 0.025

SelectionKind = Literal["alone", "tied", "clear", "ahead"]


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
