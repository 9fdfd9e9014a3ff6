"""Who is tied with the best and who wins; also the gate a new model passes to go live."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mlcore.pipeline.results.choice import LARGEST_TIED_LOSS, Qualities, Selection, SelectionKind
from mlcore.pipeline.results.gate.comparison import ComparisonKind, LiveComparison
from mlcore.pipeline.results.scores import SMALLEST_GAIN, Estimate, FoldScores
from mlcore.pipeline.stats.intervals import TINY
from mlcore.pipeline.stats.scores import estimate


@dataclass(frozen=True, kw_only=True)
class Contender:
    """What selection needs to know of a candidate: scores per fold, and R2 in training minus in validation."""

    slug: str
    label: str
    simplicity: int
    fold_scores: FoldScores
    gap: float


def mean_rmse(scores: FoldScores) -> float:
    """Over all folds, in the unit of the target."""
    return float(np.mean(scores["rmse"]))


def difference(scores: FoldScores, reference: FoldScores) -> Estimate:
    """RMSE minus that of `reference` on the same folds, paired, with a corrected 95 % interval.

    RMSE is compared, not R2: on small folds R2 swings with the spread of the few rows it is divided by.
    """
    pairs = zip(scores["rmse"], reference["rmse"], strict=True)
    return estimate([mine - theirs for mine, theirs in pairs], scores["ratio"])


def behind(scores: FoldScores, reference: FoldScores) -> Estimate:
    """The difference on the folds that both were compared on: who was out after the first ones has these only."""
    both = min(len(scores["rmse"]), len(reference["rmse"]))
    mine = {name: scores[name][:both] for name in ("rmse", "ratio")}
    return difference(mine, {"rmse": reference["rmse"][:both]})


def as_good(scores: FoldScores, reference: FoldScores) -> bool:
    """Better, too little worse to matter, or too close to separate: the interval reaches zero."""
    gap = behind(scores, reference)
    # Where an input holds the result, no error may be left.
    loss = gap.mean / max(mean_rmse(reference), TINY)
    return loss <= SMALLEST_GAIN or (loss <= LARGEST_TIED_LOSS and gap.low <= 0)


def clearly_worse(scores: FoldScores, reference: FoldScores) -> bool:
    """Only what chance alone does not explain is called clear: the whole interval lies above zero."""
    return behind(scores, reference).low > 0


def is_out(scores: FoldScores, reference: FoldScores) -> bool:
    """So far behind on the first folds that no others could make it as good: twice what may be tied, and clearly."""
    gap = difference(scores, reference)
    return gap.low > 0 and gap.mean > 2 * LARGEST_TIED_LOSS * mean_rmse(reference)


def select(contenders: Sequence[Contender], baseline: FoldScores) -> Selection:
    """The simplest of those that cannot be told from the most accurate. At least one contender is needed."""
    ranked = sorted(contenders, key=lambda contender: (mean_rmse(contender.fold_scores), contender.simplicity))
    best = ranked[0].fold_scores
    tied = [contender for contender in ranked if as_good(contender.fold_scores, best)]
    winner = min(tied, key=lambda contender: contender.simplicity)
    further = [contender for contender in ranked if contender not in tied]
    clear = sum(clearly_worse(contender.fold_scores, best) for contender in further)
    return Selection(
        kind=_kind(len(ranked), len(tied), len(further) - clear),
        winner=winner.slug,
        tied=tuple(contender.slug for contender in tied),
        labels={contender.slug: contender.label for contender in tied},
        compared=len(ranked),
        clear=clear,
        unsure=len(further) - clear,
        is_sure=any(clearly_worse(contender.fold_scores, best) for contender in tied),
        qualities=_qualities(winner),
        beats_baseline=difference(winner.fold_scores, baseline).high < 0,
    )


def _kind(compared: int, tied: int, unsure: int) -> SelectionKind:
    if compared == 1:
        return "alone"
    if tied > 1:
        return "tied"
    return "ahead" if unsure else "clear"


def _qualities(winner: Contender) -> Qualities:
    r2 = winner.fold_scores["r2"]
    return Qualities(float(np.mean(r2)), mean_rmse(winner.fold_scores), float(np.std(r2, ddof=1)), abs(winner.gap))


def compare(new: FoldScores, live: FoldScores) -> LiveComparison:
    """Whether a new model may replace the live one, both scored on the same folds."""
    gap = difference(new, live)
    return LiveComparison(
        kind=_verdict(new, live, gap),
        folds=len(new["rmse"]),
        rmse=mean_rmse(new),
        live_rmse=mean_rmse(live),
        difference=gap,
    )


def _verdict(new: FoldScores, live: FoldScores, gap: Estimate) -> ComparisonKind:
    if list(new["rmse"]) == list(live["rmse"]):
        return "same"
    if as_good(new, live):
        return "not worse"  # not for readers
    return "worse" if gap.low > 0 else "not as close"  # not for readers
