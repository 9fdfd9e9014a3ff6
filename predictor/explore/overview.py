"""All fields at once: which go most closely with the target, and the picture of all pairs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.words import names as wording
from predictor.charts.heatmap import heatmap
from predictor.charts.scale import percent
from predictor.explore import texts
from predictor.explore.figure import Figure, Table

Found = Mapping[str, Any]
CHANCE = "nothing"


@dataclass(frozen=True)
class Closeness:
    """One line: `share` of the target's differences that go with the field, and the size in its own words."""

    field: Field
    share: float | None
    text: str
    width: str
    size: str
    hidden: str


def closeness(exploration: Found, schema: Schema) -> list[Closeness]:
    """Every other field, closest first; those that could not be compared come last."""
    target = schema.field(exploration["target"])
    unsure = {slug for insight in exploration["insights"] if insight["kind"] == CHANCE for slug in insight["fields"]}
    lines = [_line(one, schema.field(one["field"]), target, unsure) for one in exploration["comparisons"]]
    return sorted(lines, key=lambda line: -1 if line.share is None else line.share, reverse=True)


def _line(comparison: Found, field: Field, target: Field, unsure: Collection[str]) -> Closeness:
    part = share_of(comparison)
    hidden = texts.hidden(comparison.get("hidden", ()))
    size = _size(comparison, target) if part is not None else f"not compared: {comparison['note']}"
    if part is not None and field.slug in unsure:
        size += ", not told from chance"
    return Closeness(field, part, texts.share(part), percent(part or 0.0), size, hidden)


def share_of(comparison: Found) -> float | None:
    """Eta squared or r squared: of the target's variance, from 0 to 1."""
    if comparison["kind"] == "groups":
        eta: float | None = comparison["eta_squared"]
        return eta
    r: float | None = comparison["r"]
    return None if r is None else r * r


def _size(comparison: Found, target: Field) -> str:
    if comparison["kind"] == "numbers":
        return f"correlation {texts.decimal(comparison['r'])}"
    gap = comparison["difference"]
    furthest = "furthest apart: " if len(comparison["groups"]) > 2 else ""
    return f"{furthest}{wording.points(gap['points'], target)} between “{gap['higher']}” and “{gap['lower']}”"


def matrix_figure(exploration: Found, schema: Schema, prefix: str) -> Figure:
    matrix, target = exploration["matrix"], exploration["target"]
    names = {slug: schema.field(slug).label for slug in matrix["fields"]}
    pairs = [cell for number, line in enumerate(matrix["rows"]) for cell in line[:number]]
    pairs.sort(key=lambda cell: -(cell["strength"] or 0.0))
    chart = heatmap(f"{prefix}-matrix", "All fields in one picture", _described(pairs, names), matrix, names, target)
    rows = [(f"{names[c['column']]} and {names[c['row']]}", c["measure"], _strength(c), _students(c)) for c in pairs]
    headings = ("Two fields", "Measure", "Strength", "Students")
    table = Table("Every pair of fields, closest first", headings, rows, words=("Measure",))
    return Figure("All fields in one picture", "", chart, (), table)


def _described(pairs: list[Found], names: Mapping[str, str]) -> str:
    measured = [cell for cell in pairs if cell["strength"] is not None]
    opening = "A cell for each pair of fields says how closely the two go together, from 0 (not at all) to 1."
    if not measured:
        return f"{opening} No pair could be measured."
    first = measured[0]
    return f"{opening} The closest pair is {names[first['column']]} and {names[first['row']]}: {_strength(first)}."


def _students(cell: Found) -> str:
    return f"about {cell['n']:,}" if cell["is_rounded"] else f"{cell['n']:,}"


def _strength(cell: Found) -> str:
    if cell["strength"] is None:
        return cell["note"] or "–"
    return texts.decimal(cell["strength"] if cell["signed"] is None else cell["signed"])
