"""A gradebook that another program gave out to be filled: its columns, its rows, and each of its letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.formats import table
from mlcore.pipeline.files.formats.recognising import SeveralFormats
from mlcore.pipeline.files.layout.layout import Layout, LayoutColumn
from mlcore.pipeline.files.reading import RawTable, Reading, open_table
from mlcore.pipeline.files.spreadsheet import Cell
from mlcore.pipeline.files.text import open_text
from mlcore.pipeline.filling.spans import Span, spans
from mlcore.pipeline.messages import N_
from mlcore.pipeline.schema import header_key
from mlcore.pipeline.schema.spelling import tidy

MOST_BYTES, MOST_ROWS = 1_000_000, 5_000
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
NO_WORKBOOK = N_(
    "The file is a workbook or an archive, of which not everything would stay as it is. Download the gradebook from "
    "Canvas or the scores template from PowerTeacher as CSV, and upload it as it came."
)
NO_GRADEBOOK = N_(
    "The file does not look like a gradebook of a program that takes one back. Download the gradebook from Canvas or "
    "the scores template from PowerTeacher as CSV, and upload it as it came."
)
NO_PLACE = {
    "key": N_(
        "The gradebook has no column with numbers of students of its own. Add one in the program that it comes from, "
        "and download it again."
    ),
    "score": N_(
        "The gradebook has no column for a score of its own. Add one in the program that it comes from, and download "
        "it again."
    ),
}
SCORE_TYPE, OF_GRADES = "score type:", "gradescale"  # not for readers


@dataclass(frozen=True, kw_only=True)
class Template:
    """`records` are the cells of pupils by row, as they are read; `spans` all cells of the file, where they stand."""

    text: str
    encoding: str
    delimiter: str
    layout: Layout
    records: Mapping[int, Sequence[Cell]]
    spans: Mapping[int, Sequence[Span]]

    @property
    def keys(self) -> tuple[LayoutColumn, ...]:
        """In the order of the format: the numbers of the school first, those of the program last."""
        one = next(one for one in table.FORMATS if one.slug == self.layout.format)
        order = [header_key(key) for key in one.keys]
        return tuple(sorted(self.layout.columns_as("key"), key=lambda column: order.index(header_key(column.header))))

    @property
    def scores(self) -> tuple[LayoutColumn, ...]:
        return self.layout.columns_as("score")

    @property
    def takes_grades(self) -> bool | None:
        """Whether it says that it takes grades, or that it takes points; None where it says nothing."""
        lines = (text for _, text in self.layout.context if text.casefold().startswith(SCORE_TYPE))
        said = next(lines, None)
        return None if said is None else OF_GRADES in said.casefold()

    def cell(self, row: int, position: int) -> str:
        cells = self.records[row]
        return tidy(str(cells[position])) if position < len(cells) else ""

    def name(self, row: int) -> str:
        """What the file calls the pupil."""
        texts = (self.cell(row, column.position) for column in self.layout.columns_as("name"))
        return " ".join(filter(None, texts))


def template(content: bytes) -> Template:
    """Raises DataError, with the remedy, for what is no gradebook in CSV."""
    if content.startswith(WORKBOOKS):
        raise DataError(NO_WORKBOOK)
    raw, records = _read(content)
    layout = raw.layout
    if not layout.format or layout.tests:
        raise DataError(NO_GRADEBOOK)
    for role, no_place in NO_PLACE.items():
        if not any(column.role == role for column in layout.columns):
            raise DataError(no_place)
    encoding = _encoding(content)
    text = content.decode(encoding)
    return Template(
        text=text,
        encoding=encoding,
        delimiter=raw.delimiter,
        layout=layout,
        records=records,
        spans=spans(text, raw.delimiter),
    )


def _read(content: bytes) -> tuple[RawTable, dict[int, Sequence[Cell]]]:
    how = Reading(most_bytes=MOST_BYTES, most_rows=MOST_ROWS, keep_summary_rows=True)
    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        try:
            with open_table(Path(file.name), how) as raw:
                return raw, dict(raw.records)
        except SeveralFormats as error:
            raise DataError(NO_GRADEBOOK) from error


def _encoding(content: bytes) -> str:
    """In which each byte comes back as it was: marks of byte order are letters of the text here."""
    found = open_text(BytesIO(content)).encoding
    return MARKS.get(content[:2], "utf-8" if found == "utf-8-sig" else found)
