"""What is said of a few places in a group: whole people, and never why."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore.pipeline.schema import Field, plain
from mlcore.words.names import subject
from mlcore.words.numbers import localised, number, rounded, unit
from predictor.models import GroupMember

if TYPE_CHECKING:
    from mlcore.pipeline.forecast.counts import Count

FEW = 20


def mark_of(mark: float, target: Field) -> str:
    """'60 points in maths'."""
    score = localised(plain(mark))
    counted = f"{score} {unit(target)}" if target.unit else score
    return _("%(mark)s in %(subject)s") % {"mark": counted, "subject": subject(target)}


def whole(value: float) -> int:
    return int(rounded(value, 0))


def of_twenty(below: float) -> str:
    """How many of 20 similar students are below the mark."""
    people = whole(FEW * below)
    if people == 0:
        return _("fewer than 1 of %(of)s") % {"of": FEW}
    if people == FEW:
        return _("more than %(most)s of %(of)s") % {"most": FEW - 1, "of": FEW}
    return _("%(people)s of %(of)s") % {"people": people, "of": FEW}


def of_group(told: int, found: "Count", mark: str) -> str:
    """'Of the 6 students who get a place about 4 are expected below 60 points in maths: 8 times in 10 3 to 5.'"""
    if not told:
        return ""
    who = ngettext("Of the %(told)s student who gets a place", "Of the %(told)s students who get a place", told) % {
        "told": number(told)
    }
    return _said(who, found, mark)


def of_class(told: int, found: "Count", mark: str) -> str:
    who = ngettext("Of the %(told)s student with a prediction", "Of all %(told)s students with a prediction", told)
    return _said(who % {"told": number(told)}, found, mark)


def _said(who: str, found: "Count", mark: str) -> str:
    people = whole(found.expected)
    said = ngettext(
        "%(who)s about %(people)s is expected below %(mark)s",
        "%(who)s about %(people)s are expected below %(mark)s",
        people,
    ) % {"who": who, "people": number(people), "mark": mark}
    return f"{said}{_interval(min(people, found.low), max(people, found.high))}."


def _interval(low: int, high: int) -> str:
    if low == high:
        return _(", most likely exactly so many")
    return _(": 8 times in 10 between %(low)s and %(high)s") % {"low": number(low), "high": number(high)}


def beyond(group: "Count", everybody: "Count") -> str:
    """What the places do not reach; both numbers add up to that of the class."""
    total = whole(everybody.expected)
    reached = min(whole(group.expected), total)
    if not total:
        return ""
    if reached == total:
        return _("The places reach nearly all of them.")
    left = total - reached
    return ngettext(
        "The places reach about %(reached)s of them. About %(left)s is elsewhere in the class, where no place reaches "
        "and only something for everybody does.",
        "The places reach about %(reached)s of them. About %(left)s are elsewhere in the class, where no place reaches "
        "and only something for everybody does.",
        left,
    ) % {"reached": number(reached), "left": number(left)}


def how(member: str) -> str:
    """Why somebody stands on a list."""
    return {
        GroupMember.How.SURELY: _("clearly ahead of the cut"),
        GroupMember.How.LOT: _("drawn by lot"),
        GroupMember.How.HAND: _("added by hand"),
        GroupMember.How.CLOSE: _("in the lot, not drawn"),
        GroupMember.How.BEHIND: _("behind the cut"),
    }[GroupMember.How(member)]


def lot(by_lot: int, close: int) -> str:
    """'2 of these 5 students are drawn by lot; each is as likely as the others.'"""
    if by_lot == close:
        return ngettext(
            "Their order is too close to call; there is a place for %(close)s.",
            "Their order is too close to call; there is a place for each of these %(close)s.",
            close,
        ) % {"close": number(close)}
    return ngettext(
        "Their order is too close to call: between some of them it would be wrong more than 1 time in 4. "
        "%(by_lot)s of these %(close)s is drawn by lot, each as likely as the others.",
        "Their order is too close to call: between some of them it would be wrong more than 1 time in 4. "
        "%(by_lot)s of these %(close)s are drawn by lot, each as likely as the others.",
        by_lot,
    ) % {"by_lot": number(by_lot), "close": number(close)}


def drawn_again(of_number: int) -> str:
    """Whether it is not the first list; empty for the first."""
    if of_number == 1:
        return ""
    return _(
        "This is draw %(number)s for this question of the class; earlier ones stand below until their last day."
    ) % {"number": of_number}
