"""How far each candidate of a run is behind the most accurate one, and what that can tell, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlcore.models import CandidateResult
from predictor.modelling.runs import winner_of

if TYPE_CHECKING:
    from mlcore.pipeline.scoring import Estimate
    from mlcore.pipeline.selection import FoldScores

TIED = "too close to separate"
UNSURE = "further off, not for sure"
CLEAR = "clearly further off"


@dataclass(frozen=True)
class Standing:
    """`behind` is the paired difference in RMSE to the most accurate one; None for itself and where it is not known."""

    words: str
    behind: "Estimate | None" = None
    is_best: bool = False


def standings(compared: Sequence[CandidateResult]) -> dict[str, Standing]:
    """By candidate; `compared` without the baseline. Runs of older releases know who is tied, and no differences."""
    from mlcore.pipeline import selection

    scores = {result.candidate: _scores(result) for result in compared if not result.error}
    known = {slug: found for slug, found in scores.items() if found}
    best = min(known, key=lambda slug: selection.mean_rmse(known[slug]), default="")
    return {result.candidate: _standing(result, known, best) for result in compared}


def statement(compared: Sequence[CandidateResult]) -> str:
    """The choice in one sentence or two; "clearly" only where chance alone does not explain the difference."""
    tied = [result for result in compared if result.is_tied]
    winner = winner_of(compared)
    if winner is None:
        return "No model was chosen."
    if len(compared) == 1:
        return f"{winner.label} was the only one compared."
    if len(tied) < 2:
        found = standings(compared)
        return _alone(winner.label, [found[one.candidate].words for one in compared if one is not winner])
    return (
        f"{len(tied)} of {len(compared)} are too close to separate. {winner.label} was chosen as the simplest of them."
    )


def _alone(winner: str, others: Sequence[str]) -> str:
    clear, unsure = others.count(CLEAR), others.count(UNSURE)
    if clear == len(others):
        return f"{winner} is clearly ahead of the other {len(others)}."
    if not unsure:
        return f"{winner} came out most accurate of {len(others) + 1}."
    ahead = f"It is clearly ahead of {clear} of the other {len(others)}; for" if clear else "For"
    lead = f"{unsure} of them chance alone could explain the lead"
    return f"{winner} came out most accurate of {len(others) + 1}. {ahead} {lead}."


def _scores(result: CandidateResult) -> "FoldScores":
    found: FoldScores = result.figures.get("fold_scores") or {}
    return found


def _standing(result: CandidateResult, known: Mapping[str, "FoldScores"], best: str) -> Standing:
    from mlcore.pipeline import selection

    if result.error:
        return Standing("failed")
    if result.candidate not in known:
        return Standing(TIED if result.is_tied else "further off")
    if result.candidate == best:
        return Standing("", is_best=True)
    behind = selection.difference(known[result.candidate], known[best])
    if result.is_tied:
        return Standing(TIED, behind)
    return Standing(CLEAR if behind.low > 0 else UNSURE, behind)
