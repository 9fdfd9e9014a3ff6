"""Every field against a target, and all fields in one matrix of association measures."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd

from mlcore.pipeline.explore.groups import compare_groups
from mlcore.pipeline.explore.numbers import compare_numbers
from mlcore.pipeline.explore.results import (
    NOT_ENOUGH_ROWS,
    TOO_LITTLE_VARIETY,
    Cell,
    Comparison,
    Matrix,
    Note,
)
from mlcore.pipeline.rows.arrays import Codes, Numbers
from mlcore.pipeline.rows.columns import codes, is_choice, number_field, numbers
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP, in_tens
from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.stats import intervals


def against(frame: pd.DataFrame, schema: Schema, field: str, target: str) -> Comparison:
    """One field against one number. Raises SchemaError for unknown fields and a target that is not a number."""
    asked, score = schema.field(field), number_field(schema, target)
    if is_choice(asked):
        return compare_groups(frame, asked, score)
    return compare_numbers(frame, number_field(schema, field), score)


def against_target(frame: pd.DataFrame, schema: Schema, target: str) -> tuple[Comparison, ...]:
    """Every other field against the target, in the schema's order."""
    others = [field.slug for field in schema.described if field.slug != target]
    return tuple(against(frame, schema, slug, target) for slug in others)


def matrix(frame: pd.DataFrame, schema: Schema) -> Matrix:
    """|r| for two numbers, the correlation ratio eta for a number and a category, Cramér's V for two categories."""
    fields = schema.described
    places = {field.slug: codes(frame, field) for field in fields if is_choice(field)}
    values = {field.slug: numbers(frame, field) for field in fields if field.is_number}
    slugs = tuple(field.slug for field in fields)
    cells = {(slug, slug): Cell(row=slug, column=slug, measure="itself") for slug in slugs}
    for first, second in combinations(fields, 2):
        cell = _cell(first, second, places, values)
        cells[first.slug, second.slug] = cell
        cells[second.slug, first.slug] = replace(cell, row=second.slug, column=first.slug)
    return Matrix(slugs, tuple(tuple(cells[row, column] for column in slugs) for row in slugs))


def _cell(first: Field, second: Field, places: dict[str, Codes], values: dict[str, Numbers]) -> Cell:
    cell = Cell(row=first.slug, column=second.slug, measure="itself")
    if first.is_number and second.is_number:
        return _of_numbers(cell, values[first.slug], values[second.slug])
    if is_choice(first) and is_choice(second):
        sizes = len(first.choices), len(second.choices)
        strength, n = cramers_v(places[first.slug], places[second.slug], *sizes)
        return replace(cell, measure="cramers-v", strength=strength, n=n, note=_note(strength, n))
    number, category = (first, second) if first.is_number else (second, first)
    return _of_groups(cell, places[category.slug], values[number.slug])


def _of_numbers(cell: Cell, x: Numbers, y: Numbers) -> Cell:
    r, n = intervals.correlation(x, y)
    strength = None if r is None else abs(r)
    return replace(cell, measure="correlation", strength=strength, signed=r, n=n, note=_note(r, n))


def _of_groups(cell: Cell, places: Codes, values: Numbers) -> Cell:
    strength, n = correlation_ratio(places, values)
    cell = replace(cell, measure="correlation-ratio", strength=strength, n=n, note=_note(strength, n))
    return replace(cell, n=in_tens(n), is_rounded=True) if n < _known(places, values) else cell


def _known(places: Codes, values: Numbers) -> int:
    return int(((places >= 0) & ~np.isnan(values)).sum())


def _note(strength: float | None, n: int) -> Note | None:
    if strength is not None:
        return None
    return NOT_ENOUGH_ROWS if n < SMALLEST_GROUP else TOO_LITTLE_VARIETY


def correlation_ratio(places: Codes, values: Numbers) -> tuple[float | None, int]:
    """Eta over the groups of 10 or more, and the students in them; None with fewer than two such groups."""
    known = (places >= 0) & ~np.isnan(values)
    samples = [values[known & (places == place)] for place in np.unique(places[known])]
    large = [sample for sample in samples if len(sample) >= SMALLEST_GROUP]
    share = intervals.eta_squared(large) if len(large) > 1 else None
    return None if share is None else share**0.5, sum(len(sample) for sample in large)


def cramers_v(first: Codes, second: Codes, rows: int, columns: int) -> tuple[float | None, int]:
    """Bias-corrected Cramér's V (Bergsma 2013) over the choices that occur, and n; None when one side is constant."""
    known = (first >= 0) & (second >= 0)
    n = int(known.sum())
    table = np.bincount(first[known] * columns + second[known], minlength=rows * columns).reshape(rows, columns)
    table = table[table.any(axis=1)][:, table.any(axis=0)]
    if n < SMALLEST_GROUP or min(table.shape) < 2:
        return None, n
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / n
    phi2 = float(((table - expected) ** 2 / expected).sum()) / n
    r, c = table.shape
    corrected = max(0.0, phi2 - (r - 1) * (c - 1) / (n - 1))
    smaller = min(size - (size - 1) ** 2 / (n - 1) for size in (r, c)) - 1
    return (min(1.0, (corrected / smaller) ** 0.5) if smaller > 0 else None), n
