"""What to expect of a class, in sentences: whole people, points, and for whom an interval holds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from mlcore.pipeline.results.between import Between
from mlcore.pipeline.schema import Field, plain
from mlcore.words.names import name, subject
from mlcore.words.numbers import localised, number, percent, share, span, students, unit

if TYPE_CHECKING:
    from mlcore.pipeline.forecast.means import Mean

# Of fewer groups, what they have in common is hardly more than a guess.
FEW_GROUPS = 10
# Of the variance; below it, a share is shown as less.
HARDLY = 0.005
# From so many units of the last digit on, one more of it tells nothing.
WIDE = 5
MOVE_TOGETHER = gettext_noop(
    "Students of a class may do better or worse together: a hard paper is hard for all of them."
)
NOT_TOLD = gettext_noop("The model's data do not tell how far, so these intervals hold only if they do not.")


def passes(counted: int, people: int, low: int, high: int) -> str:
    """'Of 25 students about 17 pass: 8 times in 10 between 14 and 20.'"""
    facts = {"students": students(counted), "people": number(people), "low": number(low), "high": number(high)}
    if low == high:
        told = ngettext(
            "Of %(students)s about %(people)s passes, most likely exactly so many.",
            "Of %(students)s about %(people)s pass, most likely exactly so many.",
            people,
        )
    else:
        told = ngettext(
            "Of %(students)s about %(people)s passes: 8 times in 10 between %(low)s and %(high)s.",
            "Of %(students)s about %(people)s pass: 8 times in 10 between %(low)s and %(high)s.",
            people,
        )
    return told % facts


def whose(pass_at: float | None, target: Field, note: str) -> str:
    """'Passed from 60 points. An example, no official scale.'"""
    counted = f" {unit(target)}" if target.unit else ""
    start = "" if pass_at is None else _("Passed from %(score)s.") % {"score": localised(plain(pass_at)) + counted}
    return " ".join(filter(None, (start, note)))


def between(low: int, high: int) -> str:
    """For narrow cells: '14 to 20', '3'."""
    return number(low) if low == high else span(low, high, 0)


def mean(found: "Mean", target: Field) -> str:
    """'Their mean in maths is about 61 points: 8 times in 10 between 57 and 65.'"""
    expected, low, high = means(found, target)
    counted = f" {unit(target)}" if target.unit else ""
    told = _("Their mean in %(subject)s is about %(mean)s: 8 times in 10 between %(low)s and %(high)s.")
    return told % {"subject": subject(target), "mean": expected + counted, "low": low, "high": high}


def means(found: "Mean", target: Field) -> Sequence[str]:
    """Expected, low and high: as scores are said, with one decimal more where the interval is narrow for that."""
    is_narrow = found.high - found.low < WIDE * 10.0**-target.decimals
    return [number(value, target.decimals + is_narrow) for value in (found.expected, found.low, found.high)]


def counted(of_class: int, told: int, untold: int, objecting: int = 0) -> str:
    """Who is counted and who is not, and the remedy."""
    without = of_class - told - untold - objecting
    if told == of_class:
        every = ngettext(
            "All %(students)s of the class are counted.", "All %(students)s of the class are counted.", of_class
        )
        return every % {"students": students(of_class)}
    said = [_("%(count)s of %(students)s are counted.") % {"count": number(told), "students": students(of_class)}]
    if without:
        lacking = ngettext(
            "%(count)s has no prediction for this yet.", "%(count)s have no prediction for this yet.", without
        )
        said.append(lacking % {"count": number(without)})
    if untold:
        said.append(_untold(untold))
    if objecting:
        said.append(_objecting(objecting))
    return " ".join(said)


def _objecting(count: int) -> str:
    told = ngettext(
        "%(count)s is left out because of an objection to being predicted.",
        "%(count)s are left out because of objections to being predicted.",
        count,
    )
    return told % {"count": number(count)}


def _untold(count: int) -> str:
    told = ngettext(
        "%(count)s has one of a model that tells no chances or whose file is gone. Predict again; where that fails, "
        "the admin restores the file.",
        "%(count)s have one of a model that tells no chances or whose file is gone. Predict again; where that fails, "
        "the admin restores the file.",
        count,
    )
    return told % {"count": number(count)}


def holds(found: Between | None, group: Field | None) -> str:
    """What the intervals allow for."""
    if found is None or group is None:
        return f"{_(MOVE_TOGETHER)} {_(NOT_TOLD)}"
    allowed = _("The intervals allow for it: %(what)s.") % {"what": _goes_with(found, group)}
    return f"{_(MOVE_TOGETHER)} {allowed}"


def moves_together(found: Between | None, group: Field | None) -> str:
    """For a model card; empty where the data name no groups, or where an older release measured."""
    if found is None or group is None:
        return ""
    low, high = percent(found.likely[0]), percent(found.likely[-1])
    what = _goes_with(found, group)
    if low == high:
        told = _("Forecasts of a class allow for its students doing better or worse together: %(what)s.")
    else:
        told = _(
            "Forecasts of a class allow for its students doing better or worse together: %(what)s, 8 times in 10 "
            "between %(low)s and %(high)s."
        )
    return told % {"what": what, "low": low, "high": high}


def _goes_with(found: Between, group: Field) -> str:
    """'of what the model leaves open, about 5 % goes with the school (told from 40 groups)'."""
    part = share(found.share) if found.share < HARDLY else _("about %(number)s") % {"number": percent(found.share)}
    facts = {"part": part, "group": name(group), "groups": number(found.groups)}
    if found.groups < FEW_GROUPS:
        told = _("of what the model leaves open, %(part)s goes with the %(group)s (told from %(groups)s groups only)")
    else:
        told = _("of what the model leaves open, %(part)s goes with the %(group)s (told from %(groups)s groups)")
    return told % facts


def too_few(of_class: int, told: int, untold: int, fewest: int, objecting: int = 0) -> str:
    """Why nothing is expected yet."""
    takes = ngettext(
        "It takes predictions for %(fewest)s students to say what to expect of a class; so far %(told)s of %(of)s has "
        "one that can be counted.",
        "It takes predictions for %(fewest)s students to say what to expect of a class; so far %(told)s of %(of)s "
        "have one that can be counted.",
        told,
    )
    said = takes % {"fewest": number(fewest), "told": number(told), "of": number(of_class)}
    said = f"{said} {_untold(untold)}" if untold else said
    return f"{said} {_objecting(objecting)}" if objecting else said
