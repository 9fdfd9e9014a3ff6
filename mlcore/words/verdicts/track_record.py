"""How good predictions turned out to be, and whether ranges still hold, in sentences."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.results.served.held import FEWEST_RESULTS, Side, TrackRecord, Watch
from mlcore.pipeline.schema import Field
from mlcore.words.numbers import amount, interval, number, percent, percents, points, size

NOT_YET = "Not yet checked at your school"
LIE: dict[Side, str] = {
    "higher": "results lie higher than ranges say",
    "lower": "results lie lower than ranges say",
    "wider": "results lie outside their ranges more often than they should",
    "narrower": "results lie closer to the predicted value than ranges say",
}


def results(count: int) -> str:
    return f"{number(count)} result{'' if count == 1 else 's'}"


def beside(record: TrackRecord | None, counted: int, target: Field, whose: str) -> str:
    """One quiet sentence beside a new prediction; `whose` predictions are counted: 'this model version'."""
    if record is None:
        return not_yet(counted)
    narrow = record.inside[0]
    return (
        f"Checked at your school: of {number(narrow.rows)} predictions of {whose} that have a result, "
        f"{number(narrow.share.mean * narrow.rows)} lay inside the range for {narrow.level // 10} of 10, and values "
        f"were {amount(record.error.mean, target, 1)} off on average."
    )


def not_yet(counted: int) -> str:
    """How many results there are, and how many it takes."""
    return f"{NOT_YET}: {results(counted)} so far, and it takes {number(FEWEST_RESULTS)}."


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
        return "Results lay neither clearly above nor clearly below the predicted values."
    return f"On average results lay {points(abs(above.mean), target)} {'above' if above.mean > 0 else 'below'} them."


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
        return "outside both ranges"
    outside = "" if holding[0] == min(ranges) else f"outside the range for {min(ranges) // 10} of 10, "
    return f"{outside}inside {'that' if outside else 'the range'} for {holding[0] // 10} of 10"


def watched(found: Watch) -> str:
    """What the watch says today."""
    if not found.results:
        return "No result of this model version has been recorded yet."
    if found.alarm is None or found.side is None:
        return f"Nothing unusual in {results(found.results)}."
    return (
        f"The ranges of this model version no longer hold: {LIE[found.side]}. "
        f"It showed after {results(found.alarm)}, of {number(found.results)} so far."
    )


def remedy(found: Watch) -> str:
    """What is to be done about an alarm; empty without one."""
    return (
        ""
        if found.alarm is None
        else "Look at whether the test or the class differs from before, and train the task again with newer rows."
    )
