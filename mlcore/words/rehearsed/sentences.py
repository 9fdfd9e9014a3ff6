"""A rehearsal in sentences: what was replayed, how right and how wide at each point, and whether chances came true."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mlcore.pipeline.distribution.levels import NARROW
from mlcore.pipeline.rehearsal.facts import FEWEST_RESULTS, AtPoint, Rehearsed
from mlcore.pipeline.schema import Field
from mlcore.words.exploration import count_or_few
from mlcore.words.names import listed, opening
from mlcore.words.numbers import number, percent, percents, size, unit
from mlcore.words.verdicts.ranges import came_true, reach

NO_YEARS = {
    "not named": gettext_lazy("the description of the data names no field for the year"),
    "one year": gettext_lazy("the rows are of one year"),
    "few results": gettext_lazy("no year has 30 results with as many before it"),
}


def replayed(found: Rehearsed) -> str:
    """Which rows, and what they were predicted from."""
    figures = {"rows": number(found.rows), "learned": number(found.learned)}
    if found.replayed == "year":
        years = {"year": found.year, "earlier": listed(list(found.earlier))}
        told = _("Replayed are %(rows)s students of %(year)s, by a model that learned from %(learned)s of %(earlier)s.")
        return told % (figures | years)
    why = str(NO_YEARS.get(found.no_years, _("there are no years to tell apart")))
    told = _(
        "No year was replayed: %(why)s. Each of %(rows)s students was predicted by a model that had not seen them."
    )
    return told % (figures | {"why": why})


def learned_as(found: Rehearsed, version: str) -> str:
    """Which way of learning; `version` is blank where no model served."""
    if not version:
        return _("No model served, so it learned by %(label)s.") % {"label": found.label}
    told = _("It learned the way %(version)s did: %(label)s.") % {"version": version, "label": found.label}
    later = _("That way may have been chosen with that year and later ones known.")
    return f"{told} {later}" if found.replayed == "year" else told


def with_support(found: Rehearsed) -> str:
    """How many results took no part because of their flag; empty where none has it."""
    if not found.supported:
        return ""
    told = ngettext(
        "%(rows)s result of a student who had support was left out: a model speaks of students without.",
        "%(rows)s results of students who had support were left out: a model speaks of students without.",
        found.supported,
    )
    return told % {"rows": count_or_few(found.supported)}


def left_out(found: Rehearsed) -> str:
    """Empty where all rows with a result took part."""
    if not found.left_out:
        return ""
    told = ngettext(
        "%(rows)s more student with a result was left out, of a later year or of none that is named.",
        "%(rows)s more students with a result were left out, of later years or of none that is named.",
        found.left_out,
    )
    return told % {"rows": number(found.left_out)}


def no_points(found: Rehearsed) -> str:
    """What to do where the schema does not say what comes when; empty where it does."""
    if any(at.point for at in found.points):
        return ""
    return _(
        "The description of the data does not say what is known when, so everything counts as known from the start. "
        "Write points and known into it to see the year point by point."
    )


def when(at: AtPoint) -> str:
    """'After the first test'; where the schema has no points, all is known at once."""
    return opening(at.point) if at.point else _("With everything known")


def ranges(at: AtPoint, target: Field) -> str:
    """How wide the narrower range was, and how often it held; empty where rows were too few for any."""
    found = next((one for one in at.ranges if one.held.level == NARROW), None)
    if found is None:
        return ""
    told = _(
        "%(when)s: ranges for 8 of 10 were %(width)s wide on average, and held for %(share)s (95 %%: %(between)s)."
    )
    return told % {
        "when": when(at),
        "width": sized(found.width, target),
        "share": percent(found.held.share.mean),
        "between": percents(found.held.share),
    }


def chances(at: AtPoint, target: Field) -> str:
    """Whether they came true at each of the scores; empty where none was looked at."""
    if not at.chances:
        return ""
    off = [reach(one, target) for one in at.chances if not one.is_in_band]
    if off:
        told = _("%(when)s: chances came true clearly more or less often than they said for %(scores)s.")
        return told % {"when": when(at), "scores": listed(off)}
    told = _("%(when)s: chances came true as they said. %(reach)s: %(example)s")
    first = at.chances[len(at.chances) // 2]
    return told % {"when": when(at), "reach": reach(first, target), "example": came_true(first)}


def leaning(at: AtPoint, target: Field) -> str:
    """Where results lay clearly above or below; empty where neither can be told."""
    above = at.above
    if not above.leaves_zero_out:
        return ""
    told = (
        _("%(when)s: on average results lay %(size)s above what was predicted.")
        if above.mean > 0
        else _("%(when)s: on average results lay %(size)s below what was predicted.")
    )
    return told % {"when": when(at), "size": sized(abs(above.mean), target)}


def few_forecasts(found: Rehearsed) -> str:
    """Why teachers' forecasts are not shown though there is a field for them; empty where they are, or none is."""
    counts = [at.foretold for at in found.points if at.foretold is not None]
    if not counts or max(counts) >= FEWEST_RESULTS:
        return ""
    told = _("Teachers' forecasts are not shown: fewer than %(fewest)s of these students have one.")
    return told % {"fewest": number(FEWEST_RESULTS)}


def sized(value: float, target: Field, extra: int = 1) -> str:
    """'1.2 marks'."""
    return f"{size(value, target, extra)} {unit(target)}"
