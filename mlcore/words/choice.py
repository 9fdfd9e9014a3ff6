"""Why a candidate was chosen, and how far others are behind."""

from collections.abc import Sequence
from typing import Literal

from mlcore.pipeline.results.choice import LARGEST_TIED_LOSS, Selection
from mlcore.pipeline.results.scores import SMALLEST_GAIN
from mlcore.words.names import listed
from mlcore.words.numbers import number

StandingKind = Literal["best", "tied", "too little", "unsure", "clear", "failed", "aside", "unknown"]

STANDING: dict[StandingKind, str] = {
    "best": "",
    "tied": "too close to separate",
    "too little": "too little apart to matter",
    "unsure": "further off, not for sure",
    "clear": "clearly further off",
    "failed": "failed",
    "aside": "did not take part",
    "unknown": "further off",
}
# What the page of a candidate says of it.
PLACED: dict[StandingKind, str] = {
    "tied": "Too close to separate from the most accurate one; a simpler model was chosen.",
    "too little": "Too little behind the most accurate one to matter; a simpler model was chosen.",
    "unsure": "Further off than the most accurate one, which chance alone could explain.",
    "clear": "Clearly further off than the most accurate one.",
}
CHOSEN = "This model was chosen."
BEST_NOT_CHOSEN = "The most accurate one, by so little that a simpler model was chosen."
NOT_CHOSEN = "Another model was closer."
NO_MODEL = "No model was chosen."
OLD_CLAIM = "is clearly more accurate than"


def reason(selection: Selection) -> str:
    """One sentence on accuracy, robustness and generalisation."""
    qualities = selection.qualities
    how_good = (
        f"R² {number(qualities.r2, 2)} and RMSE {number(qualities.rmse, 1)} (accuracy), R² varies by "
        f"{number(qualities.spread, 2)} between folds (robustness), and differs by {number(qualities.gap, 2)} between "
        "the rows it learned from and unseen ones (generalisation)"
    )
    caution = "." if selection.beats_baseline else "; it is not clearly better than predicting the mean."
    return f"{_why(selection)}: {how_good}{caution}"


def _why(selection: Selection) -> str:
    winner = selection.labels[selection.winner]
    if selection.kind == "alone":
        return f"{winner} was the only candidate that was compared"
    if selection.kind == "tied":
        return _simplest(winner, selection)
    if selection.kind == "ahead":
        return f"{winner} is the most accurate of {selection.compared} candidates ({_of_others(selection.unsure)})"
    if selection.clear == 1:
        return f"{winner} {OLD_CLAIM} the other candidate"
    return f"{winner} {OLD_CLAIM} the other {selection.clear} candidates"


def _simplest(winner: str, selection: Selection) -> str:
    others = listed([selection.labels[slug] for slug in selection.tied if slug != selection.winner])
    unsure = f"; {_more(selection.unsure)}" if selection.unsure else ""
    return (
        f"{winner} is the simplest of {len(selection.tied)} of {selection.compared} candidates that are "
        f"{closeness(too_little=selection.is_sure)} (with {others}{unsure})"
    )


def closeness(*, too_little: bool) -> str:
    """`too_little`: that some of the tied are surely behind, by too little to matter."""
    return f"{STANDING['tied']}, or {STANDING['too little']}" if too_little else STANDING["tied"]


def _more(count: int) -> str:
    loss = _percent(LARGEST_TIED_LOSS)
    if count == 1:
        return f"1 more was over {loss} further off, which chance alone could explain"
    return f"{count} more were over {loss} further off, which chance alone could explain"


def _of_others(count: int) -> str:
    loss = _percent(LARGEST_TIED_LOSS)
    if count == 1:
        return f"1 of the others was over {loss} further off, which chance alone could explain"
    return f"{count} of the others were over {loss} further off, which chance alone could explain"


def _percent(share: float) -> str:
    return f"{number(100 * share, 1)} %"


def statement(winner: str, others: Sequence[StandingKind], tied: int, failed: int) -> str:
    """The choice in a few sentences; `others` are those that were compared with the winner, which is one of the tied.

    "Clearly" only where chance alone does not explain the difference.
    """
    could_not = f" {failed} could not be trained." if failed else ""
    return _choice(winner, others, tied) + could_not


def _choice(winner: str, others: Sequence[StandingKind], tied: int) -> str:
    if not others:
        return f"{winner} was the only one compared."
    if tied < 2:
        return _alone(winner, others)
    return (
        f"{tied} of {len(others) + 1} are {closeness(too_little='too little' in others)}. {winner} was chosen as the "
        f"simplest of them.{_further_off(others.count('unsure'))}"
    )


def _further_off(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return " 1 more was further off, which chance alone could explain."
    return f" {count} more were further off, which chance alone could explain."


def _alone(winner: str, others: Sequence[StandingKind]) -> str:
    clear, unsure = others.count("clear"), others.count("unsure")
    if clear == len(others):
        return f"{winner} is clearly ahead of the other{f' {clear}' if clear > 1 else ''}."
    most = f"{winner} came out most accurate of {len(others) + 1}."
    if not unsure:
        return most
    if not clear:
        return f"{most} For {unsure} of them chance alone could explain the lead."
    return (
        f"{most} It is clearly ahead of {clear} of the other {len(others)}; for {unsure} of them chance alone could "
        "explain the lead."
    )


def rule() -> str:
    """How the choice is made, for the pages that show one."""
    return (
        f"Models are tied where their RMSE is at most {_percent(SMALLEST_GAIN)} more than that of the most accurate "
        f"one, or at most {_percent(LARGEST_TIED_LOSS)} more with an interval that reaches zero. The simplest of the "
        "tied is chosen: it is the easiest to explain and to check. Ridge stands before plain linear regression: it is "
        "as easy to explain, and steadier."
    )


def search(tried: int) -> str:
    """How the settings of a candidate were found."""
    if tried < 2:
        return "There was nothing to search."
    return f"{tried} settings were tried on folds of their own; the one with the smallest error was kept."


def repaired(stored: str, said: str) -> str:
    """A sentence that an older release stored, but with the statement where it called every lead clear."""
    claim, colon, measured = stored.partition(": ")
    if OLD_CLAIM not in claim or "clearly ahead of the other" in said:
        return stored
    return f"{said.removesuffix('.')}{colon}{measured}"
