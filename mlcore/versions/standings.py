"""How far each candidate of a run is behind the most accurate one, and what that can tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from mlcore.pipeline.results.candidates import CandidateResult
from mlcore.pipeline.results.scores import Estimate, FoldScores
from mlcore.words import choice
from mlcore.words.choice import StandingKind


@dataclass(frozen=True)
class Standing:
    """`behind` is the paired difference in RMSE to the most accurate one; None for itself and where it is not known."""

    kind: StandingKind
    behind: Estimate | None = None
    is_best: bool = False

    @property
    def words(self) -> str:
        return choice.standing(self.kind)


def standings(compared: Sequence[CandidateResult]) -> dict[str, Standing]:
    """By candidate; `compared` without the baseline. Runs of older releases know who is tied, and no differences."""
    from mlcore.pipeline.training import selection

    scores = {result.candidate: result.fold_scores for result in compared if result.fold_scores and result.was_compared}
    best = min(scores, key=lambda slug: selection.mean_rmse(scores[slug]), default="")
    standing = {result.candidate: _standing(result, scores, best) for result in compared}
    winner = next((result.candidate for result in compared if result.winner), best)
    if best and winner != best:
        # The most accurate one is one of the tied where a simpler one was chosen.
        standing[best] = replace(standing[best], kind=standing[winner].kind)
    return standing


def _standing(result: CandidateResult, scores: Mapping[str, FoldScores], best: str) -> Standing:
    from mlcore.pipeline.training import selection

    if not result.was_compared:
        return Standing("failed" if result.error else "aside")
    if result.candidate not in scores:
        return Standing("tied" if result.tied else "unknown")
    if result.candidate == best:
        return Standing("best", is_best=True)
    behind = selection.behind(scores[result.candidate], scores[best])
    if result.tied:
        return Standing("too little" if behind.low > 0 else "tied", behind)  # not for readers
    return Standing("clear" if behind.low > 0 else "unsure", behind)


def placed(result: CandidateResult, standing: Standing) -> str:
    """Where a model stands among those it was compared with, in a sentence."""
    if result.winner:
        return _(choice.CHOSEN)
    if standing.is_best:
        return _(choice.BEST_NOT_CHOSEN)
    return choice.placed(standing.kind)


def statement(results: Sequence[CandidateResult], standing: Mapping[str, Standing]) -> str:
    """The choice in a few sentences; `results` without the baseline, with those that failed."""
    compared = [result for result in results if result.was_compared]
    winner = next((result for result in compared if result.winner), None)
    if winner is None:
        return _(choice.NO_MODEL)
    others = [standing[result.candidate].kind for result in compared if result is not winner]
    tied = sum(result.tied for result in compared)
    return choice.statement(winner.label, others, tied, failed=sum(bool(result.error) for result in results))
