"""A table of a page as a file, made of the very texts that the page shows.

What a page rounds or leaves out because few students stand behind it cannot be read out of its file either: the file
knows nothing else.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal

from mlcore.words.numbers import MINUS, NONE
from predictor.saving.listed import of_rows
from predictor.saving.table import Cell, SavedTable

DIGITS = rf"[+{MINUS}]?(?:0|[1-9]\d{{0,2}}(?:,\d{{3}})+|[1-9]\d*)(?:\.\d+)?"
NUMBER = re.compile(DIGITS, re.ASCII)
SHARE = re.compile(rf"({DIGITS})\s%")
BETWEEN = re.compile(rf"({DIGITS}) to ({DIGITS})( %)?")
Column = Sequence[Cell]


def shown(
    name: str, title: str, headings: Sequence[str], rows: Iterable[Sequence[str]], words: Collection[str] = ()
) -> SavedTable:
    """The first column, and those in `words`, stay texts; a column of intervals becomes two."""
    texts = list(map(list, zip(*rows, strict=True))) or [[] for _ in headings]
    columns: dict[str, Column] = {}
    for place, (heading, column) in enumerate(zip(headings, texts, strict=True)):
        columns |= {heading: column} if place == 0 or heading in words else _read(heading, column)
    return of_rows(name, title, tuple(columns), list(zip(*columns.values(), strict=True)))


def _read(heading: str, texts: Sequence[str]) -> dict[str, Column]:
    """By what most tells: an interval, a share, else numbers among texts."""
    if any(map(BETWEEN.fullmatch, texts)):
        ends = [_ends(text) for text in texts]
        return {f"{heading}, from": [low for low, _ in ends], f"{heading}, to": [high for _, high in ends]}
    if any(map(SHARE.fullmatch, texts)) and not any(map(NUMBER.fullmatch, texts)):
        return {f"{heading} (%)": _each(texts, lambda text: (found := SHARE.fullmatch(text)) and found[1])}
    return {heading: _each(texts, lambda text: (found := NUMBER.fullmatch(text)) and found[0])}


def _each(texts: Sequence[str], digits: Callable[[str], str | None]) -> Column:
    return [_number(found) if (found := digits(text)) else _text(text) for text in texts]


def _ends(text: str) -> tuple[Cell, Cell]:
    found = BETWEEN.fullmatch(text)
    return (_number(found[1]), _number(found[2])) if found else (_text(text), None)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(MINUS, "-").replace(",", ""))


def _text(text: str) -> Cell:
    return None if text in ("", NONE) else text
