"""What was refused, counted by column and reason while a file is checked."""

from collections import Counter
from collections.abc import Sequence

from mlcore.pipeline.files.bad_rows import BadRow
from mlcore.pipeline.files.headers import Column
from mlcore.pipeline.files.refusals import CellProblem, Refusal, RefusedCells, RefusedKind, shown

MOST_EXAMPLES = 3
MOST_VALUES = 5
MOST_COUNTED = 1_000


class Refused:
    """Memory does not grow with what is added."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._cells: Counter[tuple[int, Refusal]] = Counter()
        self._rows: dict[tuple[int, Refusal], list[tuple[int, str]]] = {}
        self._values: dict[tuple[int, Refusal], Counter[str]] = {}

    def add(self, row: BadRow) -> None:
        for place in row.refused.items():
            value = shown(row.cells[place[0]])
            self._cells[place] += 1
            rows, values = self._rows.setdefault(place, []), self._values.setdefault(place, Counter())
            if len(rows) < MOST_EXAMPLES:
                rows.append((row.number, value))
            if value in values or len(values) < MOST_COUNTED:
                values[value] += 1

    def cells(self) -> tuple[RefusedCells, ...]:
        counts: Counter[tuple[str, str | None, Refusal]] = Counter()
        for column, refusal in self._kinds():
            slug = column.field.slug if column.field else None
            counts[column.header, slug, refusal] += self._cells[column.position, refusal]
        return tuple(
            RefusedCells(column=header, field=slug, refusal=refusal, cells=cells)
            for (header, slug, refusal), cells in counts.items()
        )

    def kinds(self) -> tuple[RefusedKind, ...]:
        return tuple(
            RefusedKind(
                examples=tuple(_problem(column, refusal, *row) for row in self._rows[column.position, refusal]),
                cells=self._cells[column.position, refusal],
                values=tuple(self._values[column.position, refusal].most_common(MOST_VALUES)),
            )
            for column, refusal in self._kinds()
        )

    def _kinds(self) -> list[tuple[Column, Refusal]]:
        """In the order of the columns, then as they came."""
        return [(column, refusal) for column in self._columns for at, refusal in self._cells if at == column.position]


def _problem(column: Column, refusal: Refusal, row: int, value: str) -> CellProblem:
    return CellProblem(row=row, column=column.header, value=value, field=column.expects, refusal=refusal)
