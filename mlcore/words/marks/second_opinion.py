"""What models that are as good as the one that serves say, and whether they are asked at all, in sentences."""

from collections.abc import Iterable

from mlcore.pipeline.results.choice import SecondOpinion
from mlcore.pipeline.schema import Field
from mlcore.words.names import listed
from mlcore.words.numbers import amount, rounded, score, size

# Share of the width of the 80 % range from which a difference is said.
CLEAR = 0.1


def differ(values: Iterable[float], width: float, target: Field) -> str:
    """'Equally good models say 58 to 66.' Empty where all `values` are alike, as far as the width of the range goes."""
    low, high = min(values := list(values)), max(values)
    is_seen = rounded(low, target.decimals) != rounded(high, target.decimals)
    if high - low <= CLEAR * width or not is_seen:
        return ""
    return f"Equally good models say {score(low, target)} to {score(high, target)}."


def asked(found: SecondOpinion | None, target: Field) -> str:
    """Whether others are asked beside the model, and why; empty where none is as good, and for older releases."""
    if found is None:
        return ""
    who = listed(found.labels)
    if found.kind == "kept":
        return (
            f"It is asked beside {who}, as good as it: {_figures(found, target)}. A prediction says where they differ."
        )
    verb = "is" if len(found.labels) == 1 else "are"
    return f"{who} {verb} as good, but {verb} not asked for a second opinion: {_why_not(found, target)}."


def _why_not(found: SecondOpinion, target: Field) -> str:
    if found.kind == "too few":
        return "there are too few students to tell whether a difference would say anything"
    if found.kind == "too large":
        return "too large to be kept beside it"
    return f"{_figures(found, target)}, which is not clearly more"


def _figures(found: SecondOpinion, target: Field) -> str:
    apart = amount(found.apart or 0, target, extra=1)
    return (
        f"for the tenth of the students where they differ most (by {apart} or more) its RMSE is "
        f"{size(found.furthest, target)}, for all others {size(found.rest, target)}"
    )
