"""Write values into cells of a template as the file writes its own: quotation marks, decimal mark, letters."""

import re
from collections.abc import Iterable, Mapping, Sequence

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.formulas import disarm
from mlcore.pipeline.filling.spans import Span
from mlcore.pipeline.filling.template import Template
from mlcore.pipeline.messages import N_
from mlcore.pipeline.schema import plain

WITH_COMMA = re.compile(r"-?\d+,\d{1,2}", re.ASCII)
WITH_POINT = re.compile(r"-?\d+\.\d+", re.ASCII)
SPECIAL = re.compile(r'["\r\n]')


def decimal_mark(template: Template, position: int) -> str:
    """That of the column, else of the other scores and the lines above the header; else the one that usually goes with
    what separates cells.
    """
    others = [column.position for column in template.scores]
    for texts in (_texts(template, [position]), _texts(template, others), _above(template)):
        found = list(texts)
        commas, points = (sum(1 for text in found if one.fullmatch(text)) for one in (WITH_COMMA, WITH_POINT))
        if commas != points:
            return "," if commas > points else "."
    return "," if template.delimiter == ";" else "."


def said(value: float | str, mark: str) -> str:
    """A value as it will stand in the file, without quotation marks around it."""
    return disarm(value) if isinstance(value, str) else plain(value).replace(".", mark)


def filled(template: Template, position: int, texts: Mapping[int, str]) -> bytes:
    """The file with these texts, by row, in one column; all else as it is. Raises DataError for letters that its
    encoding lacks.
    """
    pieces, at = [], 0
    for row, text in sorted(texts.items()):
        start, end, new = _change(template, template.spans[row], position, text)
        pieces += [template.text[at:start], _encodable(new, template.encoding)]
        at = end
    return "".join([*pieces, template.text[at:]]).encode(template.encoding)


def _change(template: Template, cells: Sequence[Span], position: int, text: str) -> tuple[int, int, str]:
    """From where to where the text changes, and into what; a row that ends too early is made longer."""
    missing = position + 1 - len(cells)
    cell = cells[min(position, len(cells) - 1)]
    quotes = _all_quoted(cells) if missing > 0 else cell.is_quoted
    new = _quoted(text) if quotes or SPECIAL.search(text) or template.delimiter in text else text
    if missing > 0:
        blank = '""' if quotes else ""
        between = (template.delimiter + blank) * (missing - 1) + template.delimiter
        return cell.end, cell.end, between + new
    return cell.start, cell.end, new


def _all_quoted(cells: Sequence[Span]) -> bool:
    return all(cell.is_quoted for cell in cells)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _encodable(text: str, encoding: str) -> str:
    try:
        text.encode(encoding)
    except UnicodeEncodeError as error:
        letter = text[error.start]
        raise DataError(
            N_(
                "'%(letter)s' cannot be written in a file with letters of Windows (%(encoding)s). Download it as UTF-8."
            ),
            letter=letter,
            encoding=encoding,
        ) from error
    return text


def _texts(template: Template, positions: Iterable[int]) -> Iterable[str]:
    """What stands in columns from the header on."""
    below = (cells for row, cells in template.spans.items() if row >= template.layout.header_row)
    wanted = set(positions)
    return (cell.text.strip() for cells in below for place, cell in enumerate(cells) if place in wanted)


def _above(template: Template) -> Iterable[str]:
    above = (cells for row, cells in template.spans.items() if row < template.layout.header_row)
    return (cell.text.strip() for cells in above for cell in cells)
