"""What each column of a file is: a number of people, a name, a result out of a maximum, or left out and why."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mlcore.pipeline.files.formats.format import Format
from mlcore.pipeline.files.formats.table import PLAIN
from mlcore.pipeline.files.layout.layout import LayoutColumn
from mlcore.pipeline.schema import header_key
from mlcore.pipeline.schema.spelling import tidy

NUMBER = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)


def columns_of(
    one: Format, headers: Sequence[str], maxima: Mapping[int, float], above: Sequence[str] = ()
) -> tuple[LayoutColumn, ...]:
    """`maxima` by the place of the column; `above` are the cells of a line that groups the columns."""
    plain = (
        LayoutColumn(
            position=place,
            header=header,
            title=f"{_group(headers, place, above)} {header}".strip(),
            maximum=maxima.get(place),
        )
        for place, header in enumerate(headers)
    )
    return tuple(_told(column, one) for column in plain)


def number(text: str) -> float | None:
    """A maximum as it stands in a file; None for what is none, and for nothing to be had."""
    found = NUMBER.fullmatch(tidy(text))
    return (float(found[0].replace(",", ".")) or None) if found else None


def _told(column: LayoutColumn, one: Format) -> LayoutColumn:
    """The column with what the format says of it."""
    for pattern, why in one.no_scores:
        if pattern.fullmatch(column.header):
            return replace(column, role="left_out", why=why, maximum=None)
    key = header_key(column.header)
    if key in map(header_key, one.keys):
        return replace(column, role="key", maximum=None)
    if key in map(header_key, one.names):
        return replace(column, role="name", maximum=None)
    told_by = one.score or (None if one.long else PLAIN.score)
    score = told_by.fullmatch(column.header) if told_by else None
    return _score(column, score) if score else column


def _score(column: LayoutColumn, score: re.Match[str]) -> LayoutColumn:
    parts = score.groupdict()
    told = 100.0 if parts.get("percent") else number(parts.get("maximum") or "")
    return replace(column, title=tidy(score["title"]), role="score", maximum=told or column.maximum)


def _group(headers: Sequence[str], place: int, above: Sequence[str]) -> str:
    """What a title over several columns calls this one, where its own header stands there twice."""
    if headers.count(headers[place]) < 2:
        return ""
    return next((tidy(cell) for cell in reversed(above[: place + 1]) if cell.strip()), "")
