"""What stands out in the rows, in sentences for teachers: what goes together, and never why."""

from collections.abc import Sequence
from functools import singledispatch

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

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
from mlcore.pipeline.explore.results import StraightLine
from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.stats.interval import Interval
from mlcore.words import names, numbers

CAUTION = gettext_noop(
    "These sentences say what goes together in the data; the data do not say why, so none is advice."
)

# By whether it gets higher, and whether it does at every step.
TRENDS = {
    (True, True): gettext_noop(
        "By %(field)s, the %(average)s gets higher from “%(first)s” to “%(last)s”: %(size)s between the two "
        "(%(likely)s)."
    ),
    (True, False): gettext_noop(
        "By %(field)s, the %(average)s gets higher from “%(first)s” to “%(last)s”, though not at every step: "
        "%(size)s between the two (%(likely)s)."
    ),
    (False, True): gettext_noop(
        "By %(field)s, the %(average)s gets lower from “%(first)s” to “%(last)s”: %(size)s between the two "
        "(%(likely)s)."
    ),
    (False, False): gettext_noop(
        "By %(field)s, the %(average)s gets lower from “%(first)s” to “%(last)s”, though not at every step: "
        "%(size)s between the two (%(likely)s)."
    ),
}

Fields = Sequence[Field]


def sentence(insight: Insight, schema: Schema) -> str:
    """What a teacher reads of one finding."""
    fields = [schema.field(slug) for slug in insight.fields]
    if insight.kind == "caution":
        return _(CAUTION)
    if insight.kind == "not-enough":
        told = _("There are not enough rows with a known %(field)s to say anything about it.")
        return told % {"field": names.name(fields[-1])}
    if insight.kind == "nothing":
        return names.untold(fields[-1], fields[:-1])
    return _worded(insight.figures, fields)


@singledispatch
def _worded(figures: object, fields: Fields) -> str:
    raise TypeError(f"nothing says {figures!r}")


@_worded.register
def _strongest(figures: Shares, fields: Fields) -> str:
    shares = [numbers.share(share) for share in figures.shares]
    first, other = _("%(field)s (%(share)s of them)"), _("%(field)s (%(share)s)")
    named = [
        (other if place else first) % {"field": names.the(field), "share": share}
        for place, (field, share) in enumerate(zip(fields, shares, strict=False))
    ]
    told = ngettext(
        "Differences in %(target)s go most closely with %(fields)s.",
        "Differences in %(target)s go most closely with %(fields)s; the shares overlap.",
        len(named),
    )
    return told % {"target": names.the(fields[-1]), "fields": names.listed(named)}


@_worded.register
def _scores_together(figures: ScoresTogether, fields: Fields) -> str:
    scores, closely = names.opening(names.together(fields)), names.closely(figures.loosest.r)
    told = _("%(fields)s go %(closely)s together: %(correlation)s.")
    shown = _correlations(figures.loosest, figures.closest)
    return told % {"fields": scores, "closely": closely, "correlation": shown}


def _correlations(loosest: Pair, closest: Pair) -> str:
    if loosest == closest:
        return _("%(correlation)s (at most 1)") % {"correlation": correlation(loosest.r, loosest.interval)}
    lowest, highest = numbers.number(loosest.r, 2), numbers.number(closest.r, 2)
    told = _("the correlation of any two is between %(low)s and %(high)s (at most 1)")
    return told % {"low": lowest, "high": highest}


@_worded.register
def _by_subject(figures: BySubject, fields: Fields) -> str:
    field, scores = fields[0], {score.slug: score for score in fields[1:]}
    most, fewer = (_subjects(side, scores) for side in (figures.most, figures.fewer))
    told = _(
        "Groups differ by subject: %(where)s, the average is higher in %(most)s; where it is “%(choice)s”, in "
        "%(fewer)s."
    )
    where, choice = names.where(field, figures.most.choice), field.shown(figures.fewer.choice)
    return told % {"where": where, "most": most, "choice": choice, "fewer": fewer}


def _subjects(side: Side, scores: dict[str, Field]) -> str:
    return names.listed([f"{names.subject(scores[gap.score])} ({_size(gap, scores[gap.score])})" for gap in side.gaps])


def _size(gap: Gap, score: Field) -> str:
    return f"{numbers.points(gap.difference.points, score)}, {numbers.likely(*gap.difference.interval, score)}"


@_worded.register
def _trend(figures: Trend, fields: Fields) -> str:
    field, target = fields
    return _(TRENDS[figures.rho > 0, figures.steady]) % {
        "field": names.name(field),
        "average": names.average(target),
        "first": field.shown(figures.first),
        "last": field.shown(figures.last),
        "size": numbers.points(figures.ends.points, target),
        "likely": numbers.likely(*figures.ends.interval, target),
    }


@_worded.register
def _furthest_apart(figures: FurthestApart, fields: Fields) -> str:
    return (_many_groups if figures.groups > 2 else _two_groups)(figures, *fields)


def _two_groups(figures: FurthestApart, field: Field, target: Field) -> str:
    gap = figures.difference
    told = _("The %(average)s is %(size)s higher %(where)s than where it is “%(choice)s” (%(likely)s).")
    return told % {
        "average": names.average(target),
        "size": numbers.points(gap.points, target),
        "where": names.where(field, gap.higher),
        "choice": field.shown(gap.lower),
        "likely": numbers.likely(*gap.interval, target),
    }


def _many_groups(figures: FurthestApart, field: Field, target: Field) -> str:
    gap = figures.difference
    most, fewest = (numbers.students(n, in_tens=figures.in_tens) for n in (figures.n_higher, figures.n_lower))
    told = _(
        "The %(average)s is highest %(where)s (%(most)s) and lowest where it is “%(choice)s” (%(fewest)s): "
        "%(size)s apart (%(likely)s)."
    )
    return told % {
        "average": names.average(target),
        "where": names.where(field, gap.higher),
        "most": most,
        "choice": field.shown(gap.lower),
        "fewest": fewest,
        "size": numbers.points(gap.points, target),
        "likely": _likely_apart(gap.interval, target),
    }


def _likely_apart(interval: Interval, target: Field) -> str:
    """All groups together can be told from chance where no two of them can."""
    if interval.low > 0:
        return numbers.likely(*interval, target)
    return _("likely at most %(size)s, perhaps not at all") % {"size": numbers.amount(interval.high, target)}


@_worded.register
def _number(figures: StraightLine, fields: Fields) -> str:
    field, target = fields
    higher = _("With higher %(field)s, %(target)s tends to be higher: %(figures)s.")
    lower = _("With higher %(field)s, %(target)s tends to be lower: %(figures)s.")
    shown = _along_the_line(figures, field, target)
    return (higher if figures.r > 0 else lower) % {
        "field": names.name(field),
        "target": names.the(target),
        "figures": shown,
    }


def _along_the_line(line: StraightLine, field: Field, target: Field) -> str:
    if not line.rise:  # half of the students share one value, so that the quarters have no distance
        r, lowest, highest = (numbers.number(figure, 2) for figure in (line.r, *line.interval))
        told = _("the correlation is %(r)s (likely between %(low)s and %(high)s)")
        return told % {"r": r, "low": lowest, "high": highest}
    # The line's interval follows from the correlation's: both have the same sign and the same test.
    low, high = (line.rise * end / line.r for end in line.interval)
    return _("about %(size)s between %(low)s and %(high)s (%(likely)s)") % {
        "size": numbers.points(line.rise, target),
        "low": numbers.amount(line.quartiles.low, field),
        "high": numbers.amount(line.quartiles.high, field),
        "likely": numbers.likely(low, high, target),
    }


def numbers_together(line: StraightLine, field: Field, target: Field) -> str:
    """How two numbers go together, where chance would hardly give it."""
    if line.r < 0:
        told = _("%(fields)s go %(closely)s together, in opposite directions: %(correlation)s (at most 1).")
    else:
        told = _("%(fields)s go %(closely)s together: %(correlation)s (at most 1).")
    both = names.listed([names.opening(names.name(field)), names.name(target)])
    facts = {"fields": both, "closely": names.closely(line.r)}
    return told % {**facts, "correlation": correlation(line.r, line.interval)}


def correlation(r: float, interval: Interval) -> str:
    low, high = (numbers.number(end, 2) for end in interval)
    told = _("the correlation is %(r)s, likely between %(low)s and %(high)s")
    return told % {"r": numbers.number(r, 2), "low": low, "high": high}


def along_the_line(line: StraightLine, field: Field, target: Field) -> str:
    """The straight line at the quarters of the field, e.g. '14 points higher at 79 than at 60'."""
    start, end = (numbers.score(value, field) for value in line.quartiles)
    lower, higher = _("%(size)s lower at %(end)s than at %(start)s"), _("%(size)s higher at %(end)s than at %(start)s")
    facts = {"size": numbers.points(line.rise, target), "end": end, "start": start}
    return (lower if line.rise < 0 else higher) % facts
