"""What to expect of a class, in sentences: whole people, points, and for whom an interval holds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mlcore.pipeline.results.between import Between
from mlcore.pipeline.schema import Field, plain
from mlcore.words.names import name, subject
from mlcore.words.numbers import number, percent, share, students

if TYPE_CHECKING:
    from mlcore.pipeline.forecast.means import Mean

# Of fewer groups, what they have in common is hardly more than a guess.
FEW_GROUPS = 10
# Of the variance; below it, a share is shown as less.
HARDLY = 0.005
# From so many units of the last digit on, one more of it tells nothing.
WIDE = 5
MOVE_TOGETHER = "Students of a class may do better or worse together: a hard paper is hard for all of them."
NOT_TOLD = "The model's data do not tell how far, so these intervals hold only if they do not."


def passes(counted: int, people: int, low: int, high: int) -> str:
    """'Of 25 students about 17 pass: 8 times in 10 between 14 and 20.'"""
    verb = "passes" if people == 1 else "pass"
    return f"Of {students(counted)} about {number(people)} {verb}{_interval(low, high)}."


def _interval(low: int, high: int) -> str:
    return (
        ", most likely exactly so many" if low == high else f": 8 times in 10 between {number(low)} and {number(high)}"
    )


def whose(pass_at: float | None, target: Field, note: str) -> str:
    """'Passed from 60 points. An example, no official scale.'"""
    unit = f" {target.unit}" if target.unit else ""
    return " ".join(filter(None, (f"Passed from {plain(pass_at)}{unit}." if pass_at is not None else "", note)))


def between(low: int, high: int) -> str:
    """For narrow cells: '14 to 20', '3'."""
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def mean(found: "Mean", target: Field) -> str:
    """'Their mean in maths is about 61 points: 8 times in 10 between 57 and 65.'"""
    expected, low, high = means(found, target)
    unit = f" {target.unit}" if target.unit else ""
    return f"Their mean in {subject(target)} is about {expected}{unit}: 8 times in 10 between {low} and {high}."


def means(found: "Mean", target: Field) -> Sequence[str]:
    """Expected, low and high: as scores are said, with one decimal more where the interval is narrow for that."""
    is_narrow = found.high - found.low < WIDE * 10.0**-target.decimals
    return [number(value, target.decimals + is_narrow) for value in (found.expected, found.low, found.high)]


def counted(of_class: int, told: int, untold: int) -> str:
    """Who is counted and who is not, and the remedy."""
    without = of_class - told - untold
    if told == of_class:
        return f"All {students(of_class)} of the class are counted."
    said = [f"{number(told)} of {students(of_class)} are counted."]
    if without:
        said.append(f"{_have(without)} no prediction for this yet.")
    if untold:
        said.append(_untold(untold))
    return " ".join(said)


def _untold(count: int) -> str:
    remedy = "Predict again; where that fails, the admin restores the file."
    return f"{_have(count)} one of a model that tells no chances or whose file is gone. {remedy}"


def _have(count: int) -> str:
    return f"{number(count)} {'has' if count == 1 else 'have'}"


def holds(found: Between | None, group: Field | None) -> str:
    """What the intervals allow for."""
    if found is None or group is None:
        return f"{MOVE_TOGETHER} {NOT_TOLD}"
    return f"{MOVE_TOGETHER} The intervals allow for it: {_goes_with(found, group)}."


def moves_together(found: Between | None, group: Field | None) -> str:
    """For a model card; empty where the data name no groups, or where an older release measured."""
    if found is None or group is None:
        return ""
    said = f"Forecasts of a class allow for its students doing better or worse together: {_goes_with(found, group)}"
    low, high = percent(found.likely[0]), percent(found.likely[-1])
    return f"{said}, 8 times in 10 between {low} and {high}." if low != high else f"{said}."


def _goes_with(found: Between, group: Field) -> str:
    """'of what the model leaves open, about 5 % goes with the school (told from 40 groups)'."""
    few = " only" if found.groups < FEW_GROUPS else ""
    told = f"told from {number(found.groups)} groups{few}"
    part = share(found.share) if found.share < HARDLY else f"about {percent(found.share)}"
    return f"of what the model leaves open, {part} goes with the {name(group)} ({told})"


def too_few(of_class: int, told: int, untold: int, fewest: int) -> str:
    """Why nothing is expected yet."""
    takes = f"It takes predictions for {number(fewest)} students to say what to expect of a class"
    have = "has" if told == 1 else "have"
    said = f"{takes}; so far {number(told)} of {number(of_class)} {have} one that can be counted."
    return f"{said} {_untold(untold)}" if untold else said
