"""What stands out in the rows, in sentences for teachers: what goes together, and never why."""

from collections.abc import Sequence
from functools import singledispatch

from mlcore.pipeline.explore.facts import (
    BySubject,
    FurthestApart,
    Gap,
    Insight,
    Pair,
    ScoresTogether,
    Shares,
    Side,
    Trend,
)
from mlcore.pipeline.explore.results import NOT_ENOUGH_ROWS, StraightLine
from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.stats.interval import Interval
from mlcore.words import names, numbers
from mlcore.words.exploration import NOTES

CAUTION = "These sentences say what goes together in the data; the data do not say why, so none is advice."

Fields = Sequence[Field]


def sentence(insight: Insight, schema: Schema) -> str:
    """What a teacher reads of one finding."""
    fields = [schema.field(slug) for slug in insight.fields]
    if insight.kind == "caution":
        return CAUTION
    if insight.kind == "not-enough":
        return f"There are {NOTES[NOT_ENOUGH_ROWS]} with a known {names.name(fields[-1])} to say anything about it."
    if insight.kind == "nothing":
        return names.untold(fields[-1], fields[:-1])
    return _worded(insight.figures, fields)


@singledispatch
def _worded(figures: object, fields: Fields) -> str:
    raise TypeError(f"nothing says {figures!r}")


@_worded.register
def _strongest(figures: Shares, fields: Fields) -> str:
    shares = [numbers.share(share) for share in figures.shares]
    named = [
        f"{names.the(field)} ({share}{'' if place else ' of them'})"
        for place, (field, share) in enumerate(zip(fields, shares, strict=False))
    ]
    overlap = "; the shares overlap" if len(named) > 1 else ""
    return f"Differences in {names.the(fields[-1])} go most closely with {names.listed(named)}{overlap}."


@_worded.register
def _scores_together(figures: ScoresTogether, fields: Fields) -> str:
    scores, closely = names.opening(names.together(fields)), names.closely(figures.loosest.r)
    return f"{scores} go {closely} together: {_correlations(figures.loosest, figures.closest)}."


def _correlations(loosest: Pair, closest: Pair) -> str:
    if loosest == closest:
        return f"{correlation(loosest.r, loosest.interval)} (at most 1)"
    lowest, highest = numbers.number(loosest.r, 2), numbers.number(closest.r, 2)
    return f"the correlation of any two is between {lowest} and {highest} (at most 1)"


@_worded.register
def _by_subject(figures: BySubject, fields: Fields) -> str:
    field, scores = fields[0], {score.slug: score for score in fields[1:]}
    most, fewer = (_subjects(side, scores) for side in (figures.most, figures.fewer))
    return (
        f"Groups differ by subject: {names.where(field, figures.most.choice)}, the average is higher in {most};"
        f" where it is “{field.shown(figures.fewer.choice)}”, in {fewer}."
    )


def _subjects(side: Side, scores: dict[str, Field]) -> str:
    return names.listed([f"{names.subject(scores[gap.score])} ({_size(gap, scores[gap.score])})" for gap in side.gaps])


def _size(gap: Gap, score: Field) -> str:
    return f"{numbers.points(gap.difference.points, score)}, {numbers.likely(*gap.difference.interval, score)}"


@_worded.register
def _trend(figures: Trend, fields: Fields) -> str:
    field, target = fields
    return (
        f"By {names.name(field)}, the {names.average(target)} gets {'higher' if figures.rho > 0 else 'lower'}"
        f" from “{field.shown(figures.first)}” to “{field.shown(figures.last)}”"
        f"{'' if figures.steady else ', though not at every step'}:"
        f" {numbers.points(figures.ends.points, target)} between the two"
        f" ({numbers.likely(*figures.ends.interval, target)})."
    )


@_worded.register
def _furthest_apart(figures: FurthestApart, fields: Fields) -> str:
    return (_many_groups if figures.groups > 2 else _two_groups)(figures, *fields)


def _two_groups(figures: FurthestApart, field: Field, target: Field) -> str:
    gap = figures.difference
    return (
        f"The {names.average(target)} is {numbers.points(gap.points, target)} higher"
        f" {names.where(field, gap.higher)} than where it is “{field.shown(gap.lower)}”"
        f" ({numbers.likely(*gap.interval, target)})."
    )


def _many_groups(figures: FurthestApart, field: Field, target: Field) -> str:
    gap = figures.difference
    most, fewest = (numbers.students(n, in_tens=figures.in_tens) for n in (figures.n_higher, figures.n_lower))
    return (
        f"The {names.average(target)} is highest {names.where(field, gap.higher)} ({most}) and lowest"
        f" where it is “{field.shown(gap.lower)}” ({fewest}): {numbers.points(gap.points, target)} apart"
        f" ({_likely_apart(gap.interval, target)})."
    )


def _likely_apart(interval: Interval, target: Field) -> str:
    """All groups together can be told from chance where no two of them can."""
    if interval.low > 0:
        return numbers.likely(*interval, target)
    return f"likely at most {numbers.amount(interval.high, target)}, perhaps not at all"


@_worded.register
def _number(figures: StraightLine, fields: Fields) -> str:
    field, target = fields
    return (
        f"With higher {names.name(field)}, {names.the(target)} tends to be {'higher' if figures.r > 0 else 'lower'}:"
        f" {_along_the_line(figures, field, target)}."
    )


def _along_the_line(line: StraightLine, field: Field, target: Field) -> str:
    if not line.rise:  # half of the students share one value, so that the quarters have no distance
        r, lowest, highest = (numbers.number(figure, 2) for figure in (line.r, *line.interval))
        return f"the correlation is {r} (likely between {lowest} and {highest})"
    # The line's interval follows from the correlation's: both have the same sign and the same test.
    low, high = (line.rise * end / line.r for end in line.interval)
    return (
        f"about {numbers.points(line.rise, target)} between {numbers.amount(line.quartiles.low, field)}"
        f" and {numbers.amount(line.quartiles.high, field)} ({numbers.likely(low, high, target)})"
    )


def numbers_together(line: StraightLine, field: Field, target: Field) -> str:
    """How two numbers go together, where chance would hardly give it."""
    turned = ", in opposite directions" if line.r < 0 else ""
    both = f"{names.opening(names.name(field))} and {names.name(target)}"
    return f"{both} go {names.closely(line.r)} together{turned}: {correlation(line.r, line.interval)} (at most 1)."


def correlation(r: float, interval: Interval) -> str:
    low, high = (numbers.number(end, 2) for end in interval)
    return f"the correlation is {numbers.number(r, 2)}, likely between {low} and {high}"


def along_the_line(line: StraightLine, field: Field, target: Field) -> str:
    """The straight line at the quarters of the field, e.g. '14 points higher at 79 than at 60'."""
    side = "lower" if line.rise < 0 else "higher"
    start, end = (numbers.score(value, field) for value in line.quartiles)
    return f"{numbers.points(line.rise, target)} {side} at {end} than at {start}"
