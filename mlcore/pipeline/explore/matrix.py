"""Every field against a target, and all fields in one matrix of association measures."""

from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd

from mlcore.pipeline.explore.groups import GroupComparison, compare_groups
from mlcore.pipeline.explore.numbers import NumberComparison, compare_numbers
from mlcore.pipeline.rows.arrays import Codes, Numbers
from mlcore.pipeline.rows.columns import NOT_ENOUGH_ROWS, TOO_LITTLE_VARIETY, codes, is_choice, number_field, numbers
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP, in_tens
from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.stats import intervals

Comparison = GroupComparison | NumberComparison
Measure = Literal["correlation", "correlation ratio", "Cramér's V", "itself"]


@dataclass(frozen=True)
class Cell:
    """How closely two fields go together: `strength` from 0 to 1, `signed` for two numbers only; `is_rounded`: n is
    in tens, since groups of fewer than 10 were left out."""

    row: str
    column: str
    measure: Measure
    strength: float | None = None
    signed: float | None = None
    n: int = 0
    note: str = ""
    is_rounded: bool = False


@dataclass(frozen=True)
class Matrix:
    """A square of cells in the schema's order; the two halves mirror each other."""

    fields: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


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
    cells = {(field.slug, field.slug): Cell(field.slug, field.slug, "itself") for field in fields}
    for one, other in combinations(fields, 2):
        cell = _cell(one, other, places, values)
        cells[one.slug, other.slug] = cell
        cells[other.slug, one.slug] = replace(cell, row=other.slug, column=one.slug)
    slugs = tuple(field.slug for field in fields)
    return Matrix(slugs, tuple(tuple(cells[row, column] for column in slugs) for row in slugs))


def _cell(one: Field, other: Field, places: dict[str, Codes], values: dict[str, Numbers]) -> Cell:
    if one.is_number and other.is_number:
        r, n = intervals.correlation(values[one.slug], values[other.slug])
        return Cell(one.slug, other.slug, "correlation", None if r is None else abs(r), r, n, _note(r, n))
    if is_choice(one) and is_choice(other):
        sizes = len(one.choices), len(other.choices)
        strength, n = cramers_v(places[one.slug], places[other.slug], *sizes)
        return Cell(one.slug, other.slug, "Cramér's V", strength, None, n, _note(strength, n))
    number, category = (one, other) if one.is_number else (other, one)
    strength, n = correlation_ratio(places[category.slug], values[number.slug])
    note, some = _note(strength, n), n < _known(places[category.slug], values[number.slug])
    return Cell(one.slug, other.slug, "correlation ratio", strength, None, in_tens(n) if some else n, note, some)


def _known(places: Codes, values: Numbers) -> int:
    return int(((places >= 0) & ~np.isnan(values)).sum())


def _note(strength: float | None, n: int) -> str:
    if strength is not None:
        return ""
    return NOT_ENOUGH_ROWS if n < SMALLEST_GROUP else TOO_LITTLE_VARIETY


def correlation_ratio(places: Codes, values: Numbers) -> tuple[float | None, int]:
    """Eta over the groups of 10 or more, and the students in them; None with fewer than two such groups."""
    known = (places >= 0) & ~np.isnan(values)
    samples = [values[known & (places == place)] for place in np.unique(places[known])]
    large = [sample for sample in samples if len(sample) >= SMALLEST_GROUP]
    share = intervals.eta_squared(large) if len(large) > 1 else None
    return None if share is None else share**0.5, sum(len(sample) for sample in large)


def cramers_v(one: Codes, other: Codes, rows: int, columns: int) -> tuple[float | None, int]:
    """Bias-corrected Cramér's V (Bergsma 2013) over the choices that occur, and n; None when one side is constant."""
    known = (one >= 0) & (other >= 0)
    n = int(known.sum())
    table = np.bincount(one[known] * columns + other[known], minlength=rows * columns).reshape(rows, columns)
    table = table[table.any(axis=1)][:, table.any(axis=0)]
    if n < SMALLEST_GROUP or min(table.shape) < 2:
        return None, n
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / n
    phi2 = float(((table - expected) ** 2 / expected).sum()) / n
    r, c = table.shape
    corrected = max(0.0, phi2 - (r - 1) * (c - 1) / (n - 1))
    smaller = min(size - (size - 1) ** 2 / (n - 1) for size in (r, c)) - 1
    return (min(1.0, (corrected / smaller) ** 0.5) if smaller > 0 else None), n
