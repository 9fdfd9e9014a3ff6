"""How good predictions turned out to be, and whether ranges still hold, in sentences."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.results.served.held import FEWEST_RESULTS, Side, TrackRecord, Watch
from mlcore.pipeline.schema import Field
from mlcore.words.numbers import amount, interval, number, percent, percents, points, size

LIE: dict[Side, str] = {
    "higher": gettext_noop("results lie higher than ranges say"),
    "lower": gettext_noop("results lie lower than ranges say"),
    "wider": gettext_noop("results lie outside their ranges more often than they should"),
    "narrower": gettext_noop("results lie closer to the predicted value than ranges say"),
}


def results(count: int) -> str:
    return ngettext("%(count)s result", "%(count)s results", count) % {"count": number(count)}


def beside(record: TrackRecord | None, counted: int, target: Field, whose: str) -> str:
    """One quiet sentence beside a new prediction; `whose` predictions are counted: 'this model version'."""
    if record is None:
        return not_yet(counted)
    narrow = record.inside[0]
    told = _(
        "Checked at your school: of %(count)s predictions of %(whose)s that have a result, %(inside)s lay inside the "
        "range for %(tenths)s of 10, and values were %(error)s off on average."
    )
    return told % {
        "count": number(narrow.rows),
        "whose": whose,
        "inside": number(narrow.share.mean * narrow.rows),
        "tenths": narrow.level // 10,
        "error": amount(record.error.mean, target, 1),
    }


def not_yet(counted: int) -> str:
    """How many results there are, and how many it takes."""
    told = _("Not yet checked at your school: %(results)s so far, and it takes %(fewest)s.")
    return told % {"results": results(counted), "fewest": number(FEWEST_RESULTS)}


def inside(share: Estimate) -> str:
    return percent(share.mean)


def inside_between(share: Estimate) -> str:
    return percents(share)


def error(record: TrackRecord, target: Field) -> str:
    return size(record.error.mean, target)


def error_between(record: TrackRecord, target: Field) -> str:
    return interval(record.error, target)


def leaning(record: TrackRecord, target: Field) -> str:
    """Whether results lay above or below what was predicted, as far as that can be told."""
    above = record.above
    if above.low <= 0 <= above.high:
        return _("Results lay neither clearly above nor clearly below the predicted values.")
    higher, lower = _("On average results lay %(size)s above them."), _("On average results lay %(size)s below them.")
    return (higher if above.mean > 0 else lower) % {"size": points(abs(above.mean), target)}


def whose(*, with_support: bool) -> str:
    """One of two groups: those who had support between the prediction and the result, and all others."""
    return _("Students with support") if with_support else _("Students without support")


def not_compared() -> str:
    return _(
        "Who gets support is chosen, and the model speaks of students without: what differs between these two lines "
        "cannot show whether support worked."
    )


def happened(result: float, ranges: Mapping[int, tuple[float, float]]) -> str:
    """Where a result lies in the ranges that were given for it, by level: 'inside the range for 8 of 10'."""
    holding = [level for level, (low, high) in sorted(ranges.items()) if low <= result <= high]
    if not holding:
        return _("outside both ranges")
    if holding[0] == min(ranges):
        return _("inside the range for %(inner)s of 10") % {"inner": holding[0] // 10}
    told = _("outside the range for %(inner)s of 10, inside that for %(outer)s of 10")
    return told % {"inner": min(ranges) // 10, "outer": holding[0] // 10}


def watched(found: Watch) -> str:
    """What the watch says today."""
    if not found.results:
        return _("No result of this model version has been recorded yet.")
    if found.alarm is None or found.side is None:
        return _("Nothing unusual in %(results)s.") % {"results": results(found.results)}
    told = _(
        "The ranges of this model version no longer hold: %(what)s. It showed after %(results)s, of %(count)s so far."
    )
    return told % {"what": _(LIE[found.side]), "results": results(found.alarm), "count": number(found.results)}


def remedy(found: Watch) -> str:
    """What is to be done about an alarm; empty without one."""
    if found.alarm is None:
        return ""
    return _("Look at whether the test or the class differs from before, and train the task again with newer rows.")
