"""What is said about rows as they are: what is missing or hidden, and why there is no figure."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from mlcore.pipeline.explore.results import Measure, Note, Summary
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP, is_small
from mlcore.words import names, numbers

NOTES: Mapping[Note, str] = {
    "not-enough-rows": gettext_noop("not enough rows"),
    "one-group": gettext_noop("fewer than two groups of %(count)s or more students to compare"),
    "all-the-same": gettext_noop("every value is the same"),
    "too-little-variety": gettext_noop("too little variety to compare"),
}
MEASURES: Mapping[Measure, str] = {
    "correlation": gettext_noop("correlation"),
    "correlation-ratio": gettext_noop("correlation ratio"),
    "cramers-v": gettext_noop("Cramér's V"),
    "itself": gettext_noop("itself"),
}


def few() -> str:
    """'fewer than 10'."""
    return _("fewer than %(count)s") % {"count": SMALLEST_GROUP}


def count_or_few(students: int) -> str:
    return few() if is_small(students) else numbers.count(students)


def note(found: Note) -> str:
    """Why there is no figure."""
    return _(NOTES[found]) % {"count": SMALLEST_GROUP}


def measure(found: Measure) -> str:
    return _(MEASURES[found])


def hidden(choices: Sequence[str]) -> str:
    """Says which groups are not shown; empty where all are."""
    if not choices:
        return ""
    groups = names.listed([_("“%(choice)s”") % {"choice": choice} for choice in choices])
    template = ngettext(
        "Hidden: %(groups)s, with %(few)s students.",
        "Hidden: %(groups)s, each with %(few)s students.",
        len(choices),
    )
    return template % {"groups": groups, "few": few()}


def quality(summary: Summary) -> str:
    """Missing, out-of-range and repeated values in one sentence."""
    parts = [_missing(summary.missing_values), _outside(summary.out_of_bounds), _repeated(summary.duplicate_rows)]
    return names.opening(names.listed(parts)) + "."


def _missing(count: int) -> str:
    if not count:
        return _("no value is missing")
    return ngettext("%(n)s value is missing", "%(n)s values are missing", count) % {"n": numbers.count(count)}


def _outside(count: int) -> str:
    if not count:
        return _("no value is out of range")
    return ngettext("%(n)s value is out of range", "%(n)s values are out of range", count) % {"n": numbers.count(count)}


def _repeated(count: int) -> str:
    if not count:
        return _("no row repeats another one")
    return ngettext("%(n)s row repeats another one", "%(n)s rows repeat another one", count) % {
        "n": numbers.count(count)
    }
