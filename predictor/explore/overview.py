"""All fields at once: which go most closely with the target, and the picture of all pairs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mlcore.pipeline.explore.facts import Exploration
from mlcore.pipeline.explore.results import Cell, Comparison, Difference, NumberComparison
from mlcore.pipeline.schema import Field, Schema
from mlcore.words import exploration as words
from mlcore.words import names, numbers
from predictor.charts.heatmap import TITLE, heatmap
from predictor.charts.scale import percent
from predictor.explore.figure import Figure, Table

CHANCE = "nothing"


@dataclass(frozen=True, kw_only=True)
class Closeness:
    """One line: `share` of the target's differences that go with the field, and the size in its own words.

    `is_shown` where the picture of the page is of this field.
    """

    field: Field
    share: float | None
    text: str
    width: str
    size: str
    hidden: str
    is_shown: bool = False


def closeness(exploration: Exploration, schema: Schema) -> list[Closeness]:
    """Every other field, closest first; those that could not be compared come last."""
    target = schema.field(exploration.target)
    unsure = {slug for insight in exploration.insights if insight.kind == CHANCE for slug in insight.fields}
    lines = [
        _line(comparison, schema.field(comparison.field), target, unsure) for comparison in exploration.comparisons
    ]
    return sorted(lines, key=lambda line: -1 if line.share is None else line.share, reverse=True)


def _line(comparison: Comparison, field: Field, target: Field, unsure: Collection[str]) -> Closeness:
    size = _size(comparison, field, target)
    if comparison.share is not None and field.slug in unsure:
        size = _("%(size)s, not told from chance") % {"size": size}
    return Closeness(
        field=field,
        share=comparison.share,
        text=numbers.share(comparison.share),
        width=percent(comparison.share or 0.0),
        size=size,
        hidden="" if isinstance(comparison, NumberComparison) else words.hidden([*map(field.shown, comparison.hidden)]),
    )


def _size(comparison: Comparison, field: Field, target: Field) -> str:
    if isinstance(comparison, NumberComparison):
        if comparison.line:
            return _("correlation %(r)s") % {"r": numbers.number(comparison.line.r, 2)}
    elif comparison.difference and comparison.share is not None:
        return _apart(comparison.difference, len(comparison.groups), field, target)
    return _("not compared: %(reason)s") % {"reason": words.note(comparison.note) if comparison.note else ""}


def _apart(gap: Difference, groups: int, field: Field, target: Field) -> str:
    between = [_("“%(choice)s”") % {"choice": field.shown(choice)} for choice in (gap.higher, gap.lower)]
    furthest, only = _("furthest apart: %(points)s between %(groups)s"), _("%(points)s between %(groups)s")
    told = {"points": numbers.points(gap.points, target), "groups": names.listed(between)}
    return (furthest if groups > 2 else only) % told


def matrix_figure(exploration: Exploration, schema: Schema, prefix: str) -> Figure:
    matrix, labels = exploration.matrix, {slug: schema.field(slug).label for slug in exploration.matrix.fields}
    pairs = [cell for place, line in enumerate(matrix.rows) for cell in line[:place]]
    pairs.sort(key=lambda cell: -(cell.strength or 0.0))
    chart = heatmap(f"{prefix}-matrix", _described(pairs, labels), matrix, labels, exploration.target)
    return Figure(heading=_(TITLE), chart=chart, table=_pairs_table(pairs, labels))


def _pairs_table(pairs: Sequence[Cell], labels: Mapping[str, str]) -> Table:
    headings = (_("Two fields"), _("Measure"), _("Strength"), _("Students"))
    rows = [(_pair(cell, labels), words.measure(cell.measure), _strength(cell), _students(cell)) for cell in pairs]
    return Table(_("Every pair of fields, closest first"), headings, rows, words=headings[1:2])


def _described(pairs: Sequence[Cell], labels: Mapping[str, str]) -> str:
    opening = _("A cell for each pair of fields says how closely the two go together, from 0 (not at all) to 1.")
    closest = next((cell for cell in pairs if cell.strength is not None), None)
    if closest is None:
        none = _("No pair could be measured.")
        return f"{opening} {none}"
    pair = {"fields": _pair(closest, labels), "strength": _strength(closest)}
    most = _("The closest pair is %(fields)s: %(strength)s.") % pair
    return f"{opening} {most}"


def _pair(cell: Cell, labels: Mapping[str, str]) -> str:
    return names.listed([labels[cell.column], labels[cell.row]])


def _students(cell: Cell) -> str:
    return numbers.count(cell.n, in_tens=cell.is_rounded)


def _strength(cell: Cell) -> str:
    if cell.strength is None:
        return words.note(cell.note) if cell.note else numbers.NONE
    return numbers.number(cell.strength if cell.signed is None else cell.signed, 2)
