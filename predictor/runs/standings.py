"""How far each candidate of a run is behind the most accurate one, and what that can tell, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mlcore.models import CandidateResult
from predictor.runs.reads import winner_of

if TYPE_CHECKING:
    from mlcore.pipeline.stats.scores import Estimate
    from mlcore.pipeline.training.selection import FoldScores

TIED = "too close to separate"
TOO_LITTLE = "too little apart to matter"
UNSURE = "further off, not for sure"
CLEAR = "clearly further off"
OLD_CLAIM = "is clearly more accurate than"
# What the page of a candidate says of it.
SAID = {
    TIED: "Too close to separate from the most accurate one; a simpler model was chosen.",
    TOO_LITTLE: "Too little behind the most accurate one to matter; a simpler model was chosen.",
    UNSURE: "Further off than the most accurate one, which chance alone could explain.",
    CLEAR: "Clearly further off than the most accurate one.",
}


@dataclass(frozen=True)
class Standing:
    """`behind` is the paired difference in RMSE to the most accurate one; None for itself and where it is not known."""

    words: str
    behind: "Estimate | None" = None
    is_best: bool = False


def standings(compared: Sequence[CandidateResult]) -> dict[str, Standing]:
    """By candidate; `compared` without the baseline. Runs of older releases know who is tied, and no differences."""
    from mlcore.pipeline.training import selection

    scores = {result.candidate: _scores(result) for result in compared if not result.error}
    known = {slug: found for slug, found in scores.items() if found}
    best = min(known, key=lambda slug: selection.mean_rmse(known[slug]), default="")
    found = {result.candidate: _standing(result, known, best) for result in compared}
    winner = winner_of(compared)
    if winner and best and winner.candidate != best:
        found[best] = replace(found[best], words=found[winner.candidate].words)
    return found


def placed(result: CandidateResult, compared: Sequence[CandidateResult]) -> str:
    """Where a model stands among those it was compared with, in a sentence."""
    if result.is_winner:
        return "This model was chosen."
    standing = standings(compared)[result.candidate]
    if standing.is_best:
        return "The most accurate one, by so little that a simpler model was chosen."
    return SAID.get(standing.words, "Another model was closer.")


def statement(results: Sequence[CandidateResult], found: Mapping[str, Standing]) -> str:
    """The choice in a few sentences; "clearly" only where chance alone does not explain the difference."""
    compared = [result for result in results if not result.error]
    winner = winner_of(compared)
    if winner is None:
        return "No model was chosen."
    failed = len(results) - len(compared)
    return _choice(winner, compared, found) + (f" {failed} could not be trained." if failed else "")


def rule() -> str:
    """How the choice is made, for the pages that show one."""
    from mlcore.pipeline.stats.scores import SMALLEST_GAIN
    from mlcore.pipeline.training.selection import LARGEST_TIED_LOSS

    return (
        f"Models are tied where their RMSE is at most {SMALLEST_GAIN * 100:.1f} % more than that of the most accurate "
        f"one, or at most {LARGEST_TIED_LOSS * 100:.1f} % more with an interval that reaches zero. The simplest of the "
        "tied is chosen: it is the easiest to explain and to check."
    )


def reason(stored: str, said: str) -> str:
    """As stored, but with the statement for older runs, which called every lead clear that was no tie."""
    claim, colon, measured = stored.partition(": ")
    if OLD_CLAIM not in claim or "clearly ahead of the other" in said:
        return stored
    return f"{said.removesuffix('.')}{colon}{measured}"


def _choice(winner: CandidateResult, compared: Sequence[CandidateResult], found: Mapping[str, Standing]) -> str:
    if len(compared) == 1:
        return f"{winner.label} was the only one compared."
    tied = sum(result.is_tied for result in compared)
    if tied < 2:
        return _alone(winner.label, [found[one.candidate].words for one in compared if one is not winner])
    words = [found[one.candidate].words for one in compared]
    return (
        f"{tied} of {len(compared)} are {_closeness(words)}. {winner.label} was chosen as the simplest of them."
        f"{_unsure(words.count(UNSURE))}"
    )


def _closeness(words: Sequence[str]) -> str:
    return f"{TIED}, or {TOO_LITTLE}" if TOO_LITTLE in words else TIED


def _unsure(count: int) -> str:
    if not count:
        return ""
    return f" {count} more {'was' if count == 1 else 'were'} further off, which chance alone could explain."


def _alone(winner: str, others: Sequence[str]) -> str:
    clear, unsure = others.count(CLEAR), others.count(UNSURE)
    if clear == len(others):
        return f"{winner} is clearly ahead of the other{f' {clear}' if clear > 1 else ''}."
    if not unsure:
        return f"{winner} came out most accurate of {len(others) + 1}."
    ahead = f"It is clearly ahead of {clear} of the other {len(others)}; for" if clear else "For"
    lead = f"{unsure} of them chance alone could explain the lead"
    return f"{winner} came out most accurate of {len(others) + 1}. {ahead} {lead}."


def _scores(result: CandidateResult) -> "FoldScores":
    found: FoldScores = result.figures.get("fold_scores") or {}
    return found


def _standing(result: CandidateResult, known: Mapping[str, "FoldScores"], best: str) -> Standing:
    from mlcore.pipeline.training import selection

    if result.error:
        return Standing("failed")
    if result.candidate not in known:
        return Standing(TIED if result.is_tied else "further off")
    if result.candidate == best:
        return Standing("", is_best=True)
    behind = selection.difference(known[result.candidate], known[best])
    if result.is_tied:
        return Standing(TOO_LITTLE if behind.low > 0 else TIED, behind)
    return Standing(CLEAR if behind.low > 0 else UNSURE, behind)
