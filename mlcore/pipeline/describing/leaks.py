"""Columns that all but equal the result, or put students in its order, looked for in some rows of the file."""

from collections.abc import Sequence

import pandas as pd

from mlcore.pipeline.describing.profile import number_of
from mlcore.pipeline.describing.proposal import ProposedColumn
from mlcore.pipeline.describing.reasons import Because, Why
from mlcore.pipeline.files.spreadsheet import Cell
from mlcore.pipeline.schema import Field, InvalidValue, Value
from mlcore.pipeline.traps.giveaways import giveaways

LEAKS = {"equals": Why.EQUALS, "same order": Why.SAME_ORDER}


def leaks_of(
    columns: Sequence[ProposedColumn], result: ProposedColumn, sample: Sequence[Sequence[Cell]]
) -> dict[int, Because]:
    """By position, what gives the result away."""
    if result.field is None:
        return {}
    others = {column.field.slug: column for column in columns if column.is_taken and column.field and _may_leak(column)}
    others.pop(result.field.slug, None)
    known = [column.field for column in others.values() if column.field]
    places = {column.field.slug: column.position for column in [*others.values(), result] if column.field}
    frame = pd.DataFrame({f.slug: _values(f, sample[places[f.slug]]) for f in [*known, result.field]})
    rows = frame[frame[result.field.slug].notna()]
    found = giveaways(rows, tuple(known), result.field) if len(rows) else ()
    return {
        others[leak.field].position: Because(
            why=LEAKS[leak.kind], count=leak.count, of=leak.of, low=leak.share, word=result.header
        )
        for leak in found
    }


def _may_leak(column: ProposedColumn) -> bool:
    return column.field is not None and not column.field.is_cluster


def _values(field: Field, cells: Sequence[Cell]) -> list[Value]:
    """Each spelling is read once: columns repeat few."""
    by_cell = {cell: _value(field, cell) for cell in set(cells)}
    return [by_cell[cell] for cell in cells]


def _value(field: Field, cell: Cell) -> Value:
    """None for what is refused: the import names it."""
    number = number_of(cell) if field.is_number and isinstance(cell, str) else None
    try:
        return field.clean(cell if number is None else number)
    except InvalidValue:
        return None
