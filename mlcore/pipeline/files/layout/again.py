"""Headers under which some rows of a file are read as they were in it, without the lines and rows around them."""

from collections.abc import Iterable, Sequence

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.formats.format import Format
from mlcore.pipeline.files.formats.recognising import format_of
from mlcore.pipeline.files.formats.table import PLAIN
from mlcore.pipeline.files.layout.columns import columns_of
from mlcore.pipeline.schema import plain

# The place of a column, what it is called, and what the file counts up to where that was told.
Meant = tuple[int, str, float | None]


def headers_again(headers: Sequence[str], meant: Iterable[Meant]) -> tuple[str, ...]:
    """Those of the file, but where one alone does not say as much: 'Essay (101)' of 20 is 'Essay (out of 20)'."""
    alone = columns_of(_format_of(headers), headers, {})
    again = list(headers)
    for place, title, maximum in meant:
        if (alone[place].title, alone[place].maximum) != (title, maximum):
            again[place] = f"{title} (out of {plain(maximum)})" if maximum else title  # not for readers
    return tuple(again)


def _format_of(headers: Sequence[str]) -> Format:
    try:
        return format_of([headers], 0)
    except DataError:
        return PLAIN
