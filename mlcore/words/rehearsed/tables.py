"""The tables of a rehearsal, as texts: by point, beside others, and what came of chances."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mlcore.pipeline.rehearsal.facts import AtPoint, Beside, Rehearsed
from mlcore.pipeline.results.reliability import Reliability
from mlcore.pipeline.schema import Field, Schema
from mlcore.words.names import opening
from mlcore.words.numbers import NONE, interval, number, percent, percents, signed, size
from mlcore.words.rehearsed.beside import other
from mlcore.words.rehearsed.sentences import when
from mlcore.words.verdicts.ranges import chance, reach

Row = tuple[str, ...]

WHEN = gettext_lazy("When")
BY_POINT = (
    WHEN,
    gettext_lazy("Students"),
    gettext_lazy("8 of 10: width"),
    gettext_lazy("8 of 10: held"),
    gettext_lazy("8 of 10: held, 95 %"),
    gettext_lazy("9 of 10: width"),
    gettext_lazy("9 of 10: held"),
    gettext_lazy("9 of 10: held, 95 %"),
    gettext_lazy("Off by"),
    gettext_lazy("Off by, 95 %"),
    gettext_lazy("Results above"),
)
BESIDE = (
    WHEN,
    gettext_lazy("Beside"),
    gettext_lazy("Students"),
    gettext_lazy("Off by"),
    gettext_lazy("Off by, 95 %"),
    gettext_lazy("Results above it"),
    gettext_lazy("Predictions off by"),
    gettext_lazy("Predictions less this"),
    gettext_lazy("Predictions less this, 95 %"),
)
CHANCES = (
    WHEN,
    gettext_lazy("Score"),
    gettext_lazy("Students"),
    gettext_lazy("Reached it"),
    gettext_lazy("Chances off by"),
    gettext_lazy("Explained by chance up to"),
    gettext_lazy("Came true as said"),
)
BINS = (
    WHEN,
    gettext_lazy("Score"),
    gettext_lazy("Chance"),
    gettext_lazy("Students"),
    gettext_lazy("Mean chance"),
    gettext_lazy("Came true"),
    gettext_lazy("Came true, 95 %"),
)


def by_point(found: Rehearsed, target: Field) -> list[Row]:
    return [_point(at, target) for at in found.points]


def beside(found: Rehearsed, schema: Schema) -> list[Row]:
    target = schema.field(found.target)
    return [_other(at, one, target, schema) for at in found.points for one in at.beside]


def chances(found: Rehearsed, target: Field) -> list[Row]:
    """A row per score at each point; distances of chances and what came of them, in hundredths."""
    return [_chance(at, one, target) for at in found.points for one in at.chances]


def bins(found: Rehearsed, target: Field) -> list[Row]:
    """A row per bin of the chance, of each score at each point."""
    return [row for at in found.points for row in _bins(at, target)]


def _point(at: AtPoint, target: Field) -> Row:
    told = [cell for level in (80, 90) for cell in _ranges(at, level, target)]
    error = (size(at.error.mean, target), interval(at.error, target))
    return (when(at), number(at.rows), *told, *error, signed(at.above.mean, target))


def _ranges(at: AtPoint, level: int, target: Field) -> Row:
    found = next((one for one in at.ranges if one.held.level == level), None)
    if found is None:
        return NONE, NONE, NONE
    return size(found.width, target), percent(found.held.share.mean), f"{percents(found.held.share)} %"


def _other(at: AtPoint, one: Beside, target: Field, schema: Schema) -> Row:
    return (
        when(at),
        opening(other(one, schema)),
        number(one.rows),
        size(one.error.mean, target),
        interval(one.error, target),
        signed(one.above.mean, target),
        size(one.own.mean, target),
        signed(one.difference.mean, target),
        interval(one.difference, target),
    )


def _chance(at: AtPoint, one: Reliability, target: Field) -> Row:
    off = (percent(one.calibration_error), percent(one.limit))
    as_said = _("yes") if one.is_in_band else _("no")
    return (when(at), reach(one, target), number(one.rows), percent(one.reached), *off, as_said)


def _bins(at: AtPoint, target: Field) -> Iterator[Row]:
    for found in at.chances:
        for one in found.bins:
            observed = one.observed
            share = (percent(one.predicted), percent(observed.mean), f"{percents(observed)} %")
            yield (when(at), reach(found, target), chance(one), number(one.rows), *share)
