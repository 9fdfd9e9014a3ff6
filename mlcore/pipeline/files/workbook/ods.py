"""What an OpenDocument sheet tells beside its values: percentages, errors, formulas, merged and hidden cells."""

from zipfile import ZipFile

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.workbook.marks import Mark, Padded, Shown, Unresolved
from mlcore.pipeline.files.workbook.told import Told
from mlcore.pipeline.files.workbook.xml import Attributes, Reader
from mlcore.pipeline.messages import N_

CONTENT = "content.xml"
MIME = b"application/vnd.oasis.opendocument.spreadsheet"
CELLS = {"table-cell", "covered-table-cell"}
VALUES = ("value", "string-value", "date-value", "time-value", "boolean-value")
MOST_CELLS = 10_000_000


def is_ods(archive: ZipFile) -> bool:
    return CONTENT in archive.namelist() and "mimetype" in archive.namelist() and _mime(archive) == MIME


def told_by_ods(archive: ZipFile, sheet: str) -> Told:
    """Of the sheet of that name. Raises DataError for broken XML."""
    return _read(archive, _Content(sheet))


def refuse_far_cells(archive: ZipFile) -> None:
    """Raises DataError where a cell of any sheet lies far away, since few cells can stand for very many."""
    _read(archive, _Content(None))


def _read(archive: ZipFile, content: "_Content") -> Told:
    with archive.open(CONTENT) as stream:
        reader = Reader(stream, start=content.start, end=content.end, text=content.text)
        while not reader.is_done:
            reader.advance()
    return content.told


def _mime(archive: ZipFile) -> bytes:
    with archive.open("mimetype") as stream:
        return stream.read(len(MIME) + 1)


class _Content:
    """Follows the rows and cells of one sheet, or bounds those of all; both may stand for many alike."""

    def __init__(self, sheet: str | None) -> None:
        self.told = Told()
        self._sheet, self._inside = sheet, False
        self._row = self._column = 0
        self._rows = 1
        self._cell: Attributes = {}
        self._text = ""

    def start(self, name: str, attributes: Attributes) -> None:
        own = {key.rpartition(":")[2]: value for key, value in attributes.items() if not key.startswith("calcext:")}
        if name == "table":
            self._inside = self._sheet in (None, own.get("name"))
            self._row = 0
        elif not self._inside:
            return
        elif name == "table-column" and own.get("visibility", "visible") != "visible":
            self.told.hidden_columns += _count(own, "number-columns-repeated")
        elif name == "table-row":
            self._rows = _count(own, "number-rows-repeated")
            self._column = 0
            self.told.hidden_rows += self._rows if own.get("visibility", "visible") != "visible" else 0
        elif name in CELLS:
            is_error = attributes.get("calcext:value-type") == "error"
            self._cell, self._text = own | ({"error": "yes"} if is_error else {}), ""

    def text(self, text: str) -> None:
        self._text += text

    def end(self, name: str) -> None:
        if not self._inside:
            return
        if name == "table":
            self._inside = False
        elif name == "table-row":
            self._row += self._rows
        elif name in CELLS:
            self._end_cell()

    def _end_cell(self) -> None:
        columns = _count(self._cell, "number-columns-repeated")
        if "value-type" in self._cell or self._text:
            _refuse_far(self._row + self._rows, self._column + columns)
        if self._sheet is not None and (mark := _mark(self._cell, self._text)):
            for row in range(self._row + 1, self._row + self._rows + 1):
                for column in range(self._column + 1, self._column + columns + 1):
                    self.told.mark(row, column, mark)
        if (spanned := _count(self._cell, "number-rows-spanned")) > 1:
            wide = _count(self._cell, "number-columns-spanned")
            corner = self._row + spanned - 1, self._column + wide - 1
            self.told.merged.append(((self._row, self._column), corner))
        self._column += columns


def _mark(cell: Attributes, text: str) -> Mark | None:
    kind = cell.get("value-type", "")
    if "error" in cell:
        return Unresolved(text.strip() or "#ERROR")
    if "formula" in cell and not any(value in cell for value in VALUES) and not text.strip():
        return Unresolved(f"={cell['formula'].partition('=')[2]}")
    if kind == "percentage":
        return Shown.PERCENT
    is_padded = kind == "float" and text.isascii() and text.isdigit() and text.startswith("0") and len(text) > 1
    return Padded(len(text)) if is_padded else None


def _count(attributes: Attributes, name: str) -> int:
    digits = attributes.get(name, "1")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else 1


def _refuse_far(row: int, column: int) -> None:
    if row * column > MOST_CELLS:
        raise DataError(
            N_("The sheet reaches too far down or right. Delete the empty rows and columns around the table.")
        )
