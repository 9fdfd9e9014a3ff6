"""A file as the steps of an import see it: small enough to be in memory, its rows by the number they have there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from mlcore.pipeline.files.formats import table as formats
from mlcore.pipeline.files.formats.heading import Known
from mlcore.pipeline.files.layout.layout import PLAIN, Layout, LayoutColumn, Sittings
from mlcore.pipeline.files.reading import Reading, open_table
from mlcore.pipeline.files.spreadsheet import Cell
from mlcore.pipeline.schema import Schema, header_key
from mlcore.pipeline.schema.spelling import tidy
from predictor.imports.core.targets import FIELD

# A school year of a large school; more students than a class has.
MOST_ROWS = 20_000
FIRST_ROWS = 5


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
    layout: Layout = PLAIN
    encoding: str = ""

    def column(self, position: int) -> LayoutColumn:
        """What is known of a column: its title without what only a format adds, its part, its maximum."""
        header = self.headers[position]
        found = (one for one in self.layout.columns if one.position == position)
        return next(found, LayoutColumn(position=position, header=header, title=header))

    def without(self, positions: Collection[int]) -> "Table":
        """With these columns blank, from the header on: nothing of them is read, shown or written back."""
        if not positions:
            return self
        rows = tuple(replace(row, cells=_blank(row.cells, positions)) for row in self.rows)
        columns = tuple(one for one in self.layout.columns if one.position not in positions)
        layout = replace(self.layout, columns=columns)
        return replace(self, headers=tuple(_blank(self.headers, positions)), rows=rows, layout=layout)

    def first_texts(self, position: int) -> list[str]:
        """Of the first rows, what stands in a column: for whoever says what it holds."""
        return [row.text(position) for row in self.rows[:FIRST_ROWS]]

    def texts(self, position: int) -> list[str]:
        """All cells of a column that are not blank."""
        return [text for row in self.rows if (text := row.text(position))]

    def best_keys(self) -> list[int]:
        """Columns with numbers of people, those first that their format prefers."""
        keys = next((one.keys for one in formats.FORMATS if one.slug == self.layout.format), ())
        rank = {header_key(key): place for place, key in enumerate(keys)}
        columns = self.layout.columns_as("key")
        return [one.position for one in sorted(columns, key=lambda one: rank.get(header_key(one.header), len(rank)))]


def _blank(cells: Sequence[Any], positions: Collection[int]) -> list[Any]:
    return ["" if place in positions else cell for place, cell in enumerate(cells)]


@dataclass(frozen=True, kw_only=True)
class ReadAs:
    """What somebody said about the file as a whole; blank where it speaks for itself."""

    sheet: str = ""
    format: str = ""
    sittings: Sittings = "newest"


NOTHING_SAID = ReadAs()


def read_table(content: bytes, known: Known, as_said: ReadAs = NOTHING_SAID) -> Table:
    """`known` as in `open_table`. Raises DataError in plain words, SeveralFormats where it must be said which."""
    how = Reading(
        sheet=as_said.sheet or None, format=as_said.format or None, sittings=as_said.sittings, most_rows=MOST_ROWS
    )
    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        with open_table(Path(file.name), how, known) as table:
            return Table(
                headers=table.headers,
                rows=tuple(Row(number=number, cells=cells) for number, cells in table.records),
                delimiter=table.delimiter,
                sheet=table.sheet,
                other_sheets=table.other_sheets,
                layout=table.layout,
                encoding=table.encoding,
            )


def closed_columns(table: Table, said: Sequence[str], schema: Schema, closed: frozenset[str]) -> set[int]:
    """Columns of these fields, as their headers tell or somebody `said`."""
    if not closed:
        return set()
    told = {place for place, target in enumerate(said) if target.removeprefix(FIELD) in closed}
    columns = map(table.column, range(len(table.headers)))
    return told | {one.position for one in columns if _slugs_of(one, schema) & closed}


def _slugs_of(column: LayoutColumn, schema: Schema) -> set[str]:
    found = (schema.field_for_header(text) for text in (column.header, column.title))
    return {field.slug for field in found if field}
