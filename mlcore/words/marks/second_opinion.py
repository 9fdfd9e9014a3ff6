"""What models that are as good as the one that serves say, and whether they are asked at all, in sentences."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    return _("Equally good models say %(low)s to %(high)s.") % {"low": score(low, target), "high": score(high, target)}


def asked(found: SecondOpinion | None, target: Field) -> str:
    """Whether others are asked beside the model, and why; empty where none is as good, and for older releases."""
    if found is None:
        return ""
    who = listed(found.labels)
    if found.kind == "kept":
        kept = _("It is asked beside %(who)s, as good as it: %(figures)s. A prediction says where they differ.")
        return kept % {"who": who, "figures": _figures(found, target)}
    told = ngettext(
        "%(who)s is as good, but is not asked for a second opinion: %(why)s.",
        "%(who)s are as good, but are not asked for a second opinion: %(why)s.",
        len(found.labels),
    )
    return told % {"who": who, "why": _why_not(found, target)}


def _why_not(found: SecondOpinion, target: Field) -> str:
    if found.kind == "too few":
        return _("there are too few students to tell whether a difference would say anything")
    if found.kind == "too large":
        return _("too large to be kept beside it")
    return _("%(figures)s, which is not clearly more") % {"figures": _figures(found, target)}


def _figures(found: SecondOpinion, target: Field) -> str:
    apart = amount(found.apart or 0, target, extra=1)
    told = _(
        "for the tenth of the students where they differ most (by %(apart)s or more) its RMSE is %(furthest)s, for all "
        "others %(rest)s"
    )
    return told % {"apart": apart, "furthest": size(found.furthest, target), "rest": size(found.rest, target)}
