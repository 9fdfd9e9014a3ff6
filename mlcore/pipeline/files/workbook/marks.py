"""What the reader of workbooks does not tell: error values, formulas without their result, cells shown as percent."""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import IO, Literal
from zipfile import ZipFile

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.workbook.xml import BROKEN, Attributes, Reader, elements

BUILT_IN_PERCENTS = {"9", "10"}
ZEROS = re.compile(r"0{2,}")
QUOTED = re.compile(r'"[^"]*"|\\.|_.')
COLUMN = re.compile(r"([A-Z]{1,3})\d", re.IGNORECASE)
YES = {"1", "true"}
# A formula, an error value, or what could hide one from a look at plain bytes: declarations, references, other letters.
# One by one, for each is found by its first letter.
SIGNS = (rb"<f[\s/>]", rb":f[\s/>]", rb"""t\s*=\s*["']\s*e""", rb"<!", rb"&#", rb"\x00")
CHUNK = 1 << 20
LONGEST_SIGN = 64


@dataclass(frozen=True)
class Unresolved:
    """A cell of which the file does not hold the value: what stands there instead."""

    text: str

    def __str__(self) -> str:
        return self.text


class Shown(Enum):
    PERCENT = "percent"


@dataclass(frozen=True)
class Padded:
    """A whole number that is shown with zeros before it: the number of a person, not a quantity."""

    width: int


Mark = Unresolved | Literal[Shown.PERCENT] | Padded
NONE: Mapping[int, Mark] = {}


class Marks:
    """The marks of one sheet by row and column, both from 1; asked for in the order of the rows."""

    def __init__(self, reader_of: "_SheetReader", reader: Reader, *, has_any: bool = True) -> None:
        self._sheet, self._reader = reader_of, reader
        # To look at each cell takes most of the time that a workbook costs.
        reader.is_done = not has_any

    def of(self, row: int) -> Mapping[int, Mark]:
        """Raises DataError for broken XML."""
        while self._sheet.row <= row and not self._reader.is_done:
            self._reader.advance()
        return self._sheet.marks.pop(row, NONE)

    def refuse_leftovers(self) -> None:
        """Rows in disorder would lose theirs. Raises DataError."""
        if self._sheet.marks:
            raise DataError(BROKEN)


@contextmanager
def marks_of(archive: ZipFile, sheet: str) -> Iterator[Marks]:
    """Of the sheet of that name. Raises DataError where the workbook does not lead to it."""
    member, styles = member_of(archive, sheet), _told_by_styles(archive)
    with archive.open(member) as stream:
        has_any = _may_have_any(stream, styles.keys())
    with archive.open(member) as stream:
        cells = _SheetReader(styles, _is_recalculated(archive))
        yield Marks(cells, Reader(stream, start=cells.start, end=cells.end, text=cells.text), has_any=has_any)


def _may_have_any(stream: IO[bytes], told: Collection[str]) -> bool:
    """Whether the bytes of a sheet hold a sign of a formula, an error value or a style that tells something."""
    if "0" in told:  # that of cells which name none
        return True
    styles = [rb"s\s*=\s*[\"'](?:%s)[\"']" % "|".join(told).encode()] if told else []
    signs, seen = [re.compile(sign) for sign in (*SIGNS, *styles)], b""
    while chunk := stream.read(CHUNK):
        seen = seen[-LONGEST_SIGN:] + chunk
        if any(sign.search(seen) for sign in signs):
            return True
    return False


class _SheetReader:
    """Looks at each cell while the sheet streams past."""

    def __init__(self, styles: Mapping[str, Mark], is_recalculated: bool) -> None:
        self.marks: dict[int, dict[int, Mark]] = {}
        self.row = self._column = 0
        self._styles = styles
        # Whoever wrote it left the results to the program that opens it: a zero is only a placeholder.
        self._empty = {"", "0"} if is_recalculated else {""}
        self._cell: Attributes = {}
        self._inside = ""
        self._texts: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            place = COLUMN.match(attributes.get("r", ""))
            self._column = _number(place[1]) if place else self._column + 1
            self._cell, self._texts = attributes, {}
        elif name in ("f", "v"):
            self._inside = name
            self._texts[name] = ""
        elif name == "row":
            self.row, self._column = int(attributes.get("r", self.row + 1)), 0

    def text(self, text: str) -> None:
        if self._inside:
            self._texts[self._inside] += text

    def end(self, name: str) -> None:
        if name in ("f", "v"):
            self._inside = ""
        elif name == "c" and (mark := self._mark()):
            self.marks.setdefault(self.row, {})[self._column] = mark

    def _mark(self) -> Mark | None:
        kind, value = self._cell.get("t", "n"), self._texts.get("v", "").strip()
        if kind == "e":
            return Unresolved(value or "#ERROR")
        if "f" in self._texts and kind == "n" and value in self._empty:
            return Unresolved(f"={self._texts['f']}")
        return self._styles.get(self._cell.get("s", "0")) if kind == "n" and value else None


def member_of(archive: ZipFile, sheet: str) -> str:
    """The file of a sheet: the workbook names its relation, the relation its file."""
    relation = ""
    for name, attributes in elements(archive, "xl/workbook.xml"):
        if name == "sheet" and attributes.get("name") == sheet:
            relation = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
    for name, attributes in elements(archive, "xl/_rels/workbook.xml.rels"):
        if name == "Relationship" and attributes.get("Id") == relation:
            target = attributes.get("Target", "")  # not for readers
            member = target[1:] if target.startswith("/") else f"xl/{target}"
            if member in archive.namelist():
                return member
    raise DataError(BROKEN)


def _told_by_styles(archive: ZipFile) -> dict[str, Mark]:
    """What the cell styles tell, by their numbers: a percentage, or zeros before a number."""
    formats: dict[str, Mark] = dict.fromkeys(BUILT_IN_PERCENTS, Shown.PERCENT)
    styles, in_cells = [], False
    for name, attributes in elements(archive, "xl/styles.xml"):
        in_cells = name == "cellXfs" or (in_cells and name not in ("cellStyles", "dxfs"))
        if name == "numFmt" and (mark := told_by(attributes.get("formatCode", ""))):
            formats[attributes.get("numFmtId", "")] = mark
        elif name == "xf" and in_cells:
            styles.append(attributes.get("numFmtId", "0"))
    return {str(number): formats[style] for number, style in enumerate(styles) if style in formats}


def told_by(code: str) -> Mark | None:
    if ZEROS.fullmatch(code):
        return Padded(len(code))
    return Shown.PERCENT if "%" in QUOTED.sub("", code) else None


def _is_recalculated(archive: ZipFile) -> bool:
    return any(
        name == "calcPr" and attributes.get("fullCalcOnLoad", "0") in YES
        for name, attributes in elements(archive, "xl/workbook.xml")
    )


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
