"""One cell of a file: its value, why it is refused, and what of it is worth telling."""

import re
import unicodedata

from mlcore.pipeline.files.cells.numbers import ODD, Mark, Style, Written, out_of, percent_of, written
from mlcore.pipeline.files.cells.tally import Told
from mlcore.pipeline.files.layout.scaling import in_points, scaled
from mlcore.pipeline.files.refusals import Refusal
from mlcore.pipeline.files.spreadsheet import Cell
from mlcore.pipeline.files.workbook.marks import Unresolved
from mlcore.pipeline.schema import Field, InvalidValue, Value
from mlcore.pipeline.schema.spelling import STRAIGHT, spelled

SEVERAL = re.compile(r"[^\x00-\x7f]|['\"`-]")
Answer = Value | Refusal
Read = tuple[Answer, Told | None]
# As spreadsheet programs write them; #N/A is what they write for 'not known'.
ERRORS = {"#div/0!", "#ref!", "#value!", "#name?", "#num!", "#null!", "#error", "#error!", "#spill!", "#calc!"}


def answer_of(cell: Cell, field: Field, decimal: Mark | None, *, commas_separate: bool) -> Read:
    """`decimal`: the mark before decimals, where that was said; `commas_separate` the cells of this file."""
    if isinstance(cell, Unresolved):
        return _unresolved(cell, field)
    if not isinstance(cell, str):
        return _cleaned(field, cell, Refusal.DATE), None
    if field.is_number and ODD.search(cell) and not cell.startswith("#") and not field.means_nothing(cell):
        return _number(cell, field, decimal, commas_separate)
    answer = _cleaned(field, cell)
    if answer is None:
        return None, cell if cell.strip() else None
    if cell.startswith("#") and spelled(cell) in ERRORS and (isinstance(answer, Refusal) or field.is_cluster):
        return Refusal.ERROR, None
    return answer, None


def may_be_spelled_otherwise(name: Answer) -> bool:
    """Whether a name has letters that are written in several ways."""
    return isinstance(name, str) and not isinstance(name, Refusal) and bool(SEVERAL.search(name))


def named(name: str) -> str:
    """The key of a school or class: its letters composed, its quotation marks and dashes plain."""
    return unicodedata.normalize("NFC", name).translate(STRAIGHT)


def _unresolved(cell: Unresolved, field: Field) -> Read:
    if field.means_nothing(cell.text):
        return None, cell.text
    return (Refusal.FORMULA if cell.text.startswith("=") else Refusal.ERROR), None


def _number(cell: str, field: Field, decimal: Mark | None, commas_separate: bool) -> Read:
    if part := out_of(cell):
        return _part(part, field), Written(cell, Style.OUT_OF)
    number = written(cell, decimal)
    if number.style is Style.COMMA_OR_THOUSANDS and commas_separate:
        return Refusal.TWO_READINGS, None
    text: str | None = number.text
    if number.style is Style.PERCENT:
        text = percent_of(field, number.text)
    if text is None:
        return Refusal.PERCENT, None
    return _cleaned(field, text), number if number.style else None


def _part(part: tuple[float, float], field: Field) -> Answer:
    """Points out of their own maximum, on the scale of the field."""
    points, maximum = part
    counted = in_points(field, maximum) or field
    answer = _cleaned(counted, points)
    return answer if counted is field else scaled(answer, counted, field)


def _cleaned(field: Field, cell: object, otherwise: Refusal | None = None) -> Answer:
    try:
        return field.clean(cell)
    except InvalidValue as refusal:
        return otherwise or Refusal(refusal.reason)
