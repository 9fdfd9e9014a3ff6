"""Who is tied with the best, who wins, and the reason in words; also the gate a new model passes to go live."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mlcore.pipeline.stats.scores import SMALLEST_GAIN, Estimate, estimate
from mlcore.pipeline.words.names import listed

# A wide interval alone is no tie: on few rows it holds much. This share of RMSE more is not called as good.
LARGEST_TIED_LOSS = 0.025

FoldScores = Mapping[str, Sequence[float]]


@dataclass(frozen=True)
class Contender:
    """What selection needs to know of a candidate: scores per fold, and R2 in training minus in validation."""

    slug: str
    label: str
    simplicity: int
    fold_scores: FoldScores
    gap: float


@dataclass(frozen=True)
class Selection:
    """The winner, everybody tied with the best (winner included, most accurate first) and one sentence."""

    winner: str
    tied: tuple[str, ...]
    reason: str
    beats_baseline: bool


def mean_rmse(scores: FoldScores) -> float:
    return float(np.mean(scores["rmse"]))


def difference(scores: FoldScores, reference: FoldScores) -> Estimate:
    """RMSE minus that of `reference` on the same folds, paired, with a corrected 95 % interval.

    RMSE is compared, not R2: on small folds R2 swings with the spread of the few rows it is divided by.
    """
    pairs = zip(scores["rmse"], reference["rmse"], strict=True)
    return estimate([mine - theirs for mine, theirs in pairs], scores["ratio"])


def as_good(scores: FoldScores, reference: FoldScores) -> bool:
    """Better, too little worse to matter, or too close to separate: the interval reaches zero."""
    gap = difference(scores, reference)
    loss = gap.mean / mean_rmse(reference)
    return loss <= SMALLEST_GAIN or (loss <= LARGEST_TIED_LOSS and gap.low <= 0)


def clearly_worse(scores: FoldScores, reference: FoldScores) -> bool:
    """Only what chance alone does not explain is called clear: the whole interval lies above zero."""
    return difference(scores, reference).low > 0


def select(contenders: Sequence[Contender], baseline: FoldScores) -> Selection:
    """The simplest of those that cannot be told from the most accurate. At least one contender is needed."""
    ranked = sorted(contenders, key=lambda one: (mean_rmse(one.fold_scores), one.simplicity))
    tied = [one for one in ranked if as_good(one.fold_scores, ranked[0].fold_scores)]
    winner = min(tied, key=lambda one: one.simplicity)
    beats = difference(winner.fold_scores, baseline).high < 0
    reason = _why(winner, tied, ranked) + _how_good(winner) + _caution(beats)
    return Selection(winner.slug, tuple(one.slug for one in tied), reason, beats)


def not_worse(new: FoldScores, live: FoldScores) -> tuple[bool, str]:
    """Whether a new model may replace the live one, both scored on the same folds, and a sentence that says so."""
    if list(new["rmse"]) == list(live["rmse"]):
        folds = f"the same {len(new['rmse'])} folds"
        return True, f"The new model is not worse: on {folds} it makes the same errors as the live one."
    passes = as_good(new, live)
    figures = f"RMSE {mean_rmse(new):.2f} against {mean_rmse(live):.2f} of the live model"
    gap = difference(new, live)
    interval = f"difference {gap.mean:+.2f}, 95 % interval {gap.low:+.2f} to {gap.high:+.2f}"
    verdict = "not worse" if passes else "worse" if gap.low > 0 else "not as close, which chance alone could explain"
    return passes, f"The new model is {verdict}: {figures} on the same {len(new['rmse'])} folds ({interval})."


def _why(winner: Contender, tied: Sequence[Contender], ranked: Sequence[Contender]) -> str:
    if len(ranked) == 1:
        return f"{winner.label} was the only candidate that could be compared"
    clear = sum(clearly_worse(one.fold_scores, ranked[0].fold_scores) for one in ranked if one not in tied)
    unsure = len(ranked) - len(tied) - clear
    if len(tied) > 1:
        return _simplest(winner, tied, ranked) + (f"; {_unsure(unsure, 'more')})" if unsure else ")")
    if not unsure:
        return f"{winner.label} is clearly more accurate than the other {_candidates(clear)}"
    return f"{winner.label} is the most accurate of {len(ranked)} candidates ({_unsure(unsure, 'of the others')})"


def _simplest(winner: Contender, tied: Sequence[Contender], ranked: Sequence[Contender]) -> str:
    """Up to the names of those it is tied with, in brackets that the caller closes."""
    is_sure = any(clearly_worse(one.fold_scores, ranked[0].fold_scores) for one in tied)
    close = f"too close to separate{', or too little apart to matter' if is_sure else ''}"
    others = listed([one.label for one in tied if one is not winner])
    return f"{winner.label} is the simplest of {len(tied)} of {len(ranked)} candidates that are {close} (with {others}"


def _unsure(count: int, whom: str) -> str:
    were = "was" if count == 1 else "were"
    return f"{count} {whom} {were} over {LARGEST_TIED_LOSS * 100:.1f} % further off, which chance alone could explain"


def _candidates(count: int) -> str:
    return "candidate" if count == 1 else f"{count} candidates"


def _how_good(winner: Contender) -> str:
    r2 = winner.fold_scores["r2"]
    return (
        f": R² {np.mean(r2):.2f} and RMSE {mean_rmse(winner.fold_scores):.1f} (accuracy), R² varies by "
        f"{np.std(r2, ddof=1):.2f} between folds (robustness), and differs by {abs(winner.gap):.2f} between the rows "
        "it learned from and unseen ones (generalisation)"
    )


def _caution(beats_baseline: bool) -> str:
    return "." if beats_baseline else "; it is not clearly better than predicting the mean."
