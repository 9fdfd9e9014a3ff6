"""What would narrow a range, in sentences: which of the inputs that are missing, and to what."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore.pipeline.distribution.narrowed import Narrowed
from mlcore.pipeline.schema import Field, Schema
from mlcore.words.names import name, the
from mlcore.words.numbers import amount, points, rounded


@dataclass(frozen=True)
class ToFindOut:
    """Of the input with which the range is narrowest, or that it hardly is with any; then of others, each alone."""

    best: str
    others: tuple[str, ...] = ()


def to_find_out(found: Sequence[Narrowed], now: tuple[float, float], schema: Schema, target: Field) -> ToFindOut | None:
    """`found` has the narrowest range first; `now` are the ends of the range that was served. Widths are differences of
    ends as they are said. None where nothing is missing."""
    if not found:
        return None
    much = [one for one in found if _is_much(one, now, target)]
    if not much:
        return ToFindOut(_nothing(len(found), target))
    best, *others = much
    width, instead = _width(best, target), amount(_said(now, target), target)
    return ToFindOut(
        best=_("With %(what)s the range would be %(width)s wide instead of %(now)s.")
        % {"what": _known(best, schema), "width": width, "now": instead},
        others=tuple(
            _("Or with %(what)s: %(width)s") % {"what": _known(one, schema), "width": _width(one, target)}
            for one in others
        ),
    )


def _known(one: Narrowed, schema: Schema) -> str:
    """'the reading score', 'lunch known'."""
    field = schema.field(one.field)
    return the(field) if the(field) != name(field) else _("%(field)s known") % {"field": name(field)}


def _width(one: Narrowed, target: Field) -> str:
    width = points(_said((one.low, one.high), target), target)
    return width if one.is_sure else _("about %(number)s") % {"number": width}


def _is_much(one: Narrowed, now: tuple[float, float], target: Field) -> bool:
    """By as much as shows where scores are said: a point, or a tenth or hundredth on short scales."""
    least = _smallest(target)
    by, by_said = now[1] - now[0] - one.width, _said(now, target) - _said((one.low, one.high), target)
    return by >= least and by_said >= least / 2


def _nothing(missing: int, target: Field) -> str:
    told = ngettext(
        "What is missing would tell little more: with it known, the range would be narrower by less than %(least)s.",
        "What is missing would tell little more: with any one of them known, the range would be narrower by less than "
        "%(least)s.",
        missing,
    )
    return told % {"least": points(_smallest(target), target)}


def _said(ends: tuple[float, float], target: Field) -> float:
    low, high = (rounded(end, target.decimals) for end in ends)
    return float(high - low)


def _smallest(target: Field) -> float:
    return float(10.0**-target.decimals)
