"""A file as the steps of an import see it: small enough to be in memory, its rows by the number they have there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from mlcore.pipeline.files.reading import Reading, open_table
from mlcore.pipeline.files.spreadsheet import Cell
from mlcore.pipeline.schema.spelling import tidy

# A school year of a large school; more students than a class has.
MOST_ROWS = 20_000
FIRST_ROWS = 5

Known = Callable[[Sequence[str]], tuple[int, bool]]


@dataclass(frozen=True, kw_only=True)
class Row:
    """`number` is the one that a spreadsheet program shows. There may be fewer or more cells than headers."""

    number: int
    cells: Sequence[Cell]

    def at(self, position: int) -> Cell:
        return self.cells[position] if position < len(self.cells) else ""

    def text(self, position: int) -> str:
        return tidy(str(self.at(position)))


@dataclass(frozen=True, kw_only=True)
class Table:
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str = ","
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()

    def first_texts(self, position: int) -> list[str]:
        """Of the first rows, what stands in a column: for whoever says what it holds."""
        return [row.text(position) for row in self.rows[:FIRST_ROWS]]

    def texts(self, position: int) -> list[str]:
        """All cells of a column that are not blank."""
        return [text for row in self.rows if (text := row.text(position))]


def read_table(content: bytes, known: Known, sheet: str | None = None) -> Table:
    """`known` as in `open_table`. Raises DataError in plain words."""
    how = Reading(sheet=sheet or None, most_rows=MOST_ROWS)
    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        with open_table(Path(file.name), how, known) as table:
            rows = tuple(Row(number=number, cells=cells) for number, cells in table.records)
            return Table(
                headers=table.headers,
                rows=rows,
                delimiter=table.delimiter,
                sheet=table.sheet,
                other_sheets=table.other_sheets,
            )
