"""All fields at once: which go most closely with the target, and the picture of all pairs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from mlcore.pipeline.explore.facts import Exploration
from mlcore.pipeline.explore.results import Cell, Comparison, NumberComparison
from mlcore.pipeline.schema import Field, Schema
from mlcore.words import exploration as words
from mlcore.words import numbers
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
        size += ", not told from chance"
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
            return f"correlation {numbers.number(comparison.line.r, 2)}"
    elif comparison.difference and comparison.share is not None:
        gap, furthest = comparison.difference, "furthest apart: " if len(comparison.groups) > 2 else ""
        between = f"“{field.shown(gap.higher)}” and “{field.shown(gap.lower)}”"
        return f"{furthest}{numbers.points(gap.points, target)} between {between}"
    return f"not compared: {words.note(comparison.note) if comparison.note else ''}"


def matrix_figure(exploration: Exploration, schema: Schema, prefix: str) -> Figure:
    matrix, labels = exploration.matrix, {slug: schema.field(slug).label for slug in exploration.matrix.fields}
    pairs = [cell for place, line in enumerate(matrix.rows) for cell in line[:place]]
    pairs.sort(key=lambda cell: -(cell.strength or 0.0))
    chart = heatmap(f"{prefix}-matrix", _described(pairs, labels), matrix, labels, exploration.target)
    return Figure(heading=gettext(TITLE), chart=chart, table=_pairs_table(pairs, labels))


def _pairs_table(pairs: Sequence[Cell], labels: Mapping[str, str]) -> Table:
    headings = ("Two fields", "Measure", "Strength", "Students")
    rows = [(_pair(cell, labels), words.measure(cell.measure), _strength(cell), _students(cell)) for cell in pairs]
    return Table("Every pair of fields, closest first", headings, rows, words=("Measure",))


def _described(pairs: Sequence[Cell], labels: Mapping[str, str]) -> str:
    opening = "A cell for each pair of fields says how closely the two go together, from 0 (not at all) to 1."
    closest = next((cell for cell in pairs if cell.strength is not None), None)
    if closest is None:
        return f"{opening} No pair could be measured."
    return f"{opening} The closest pair is {_pair(closest, labels)}: {_strength(closest)}."


def _pair(cell: Cell, labels: Mapping[str, str]) -> str:
    return f"{labels[cell.column]} and {labels[cell.row]}"


def _students(cell: Cell) -> str:
    return numbers.count(cell.n, in_tens=cell.is_rounded)


def _strength(cell: Cell) -> str:
    if cell.strength is None:
        return words.note(cell.note) if cell.note else numbers.NONE
    return numbers.number(cell.strength if cell.signed is None else cell.signed, 2)
