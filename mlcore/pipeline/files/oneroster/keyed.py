"""The rows of a table by their ids."""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from mlcore.pipeline.files.oneroster.records import Mode, Row
from mlcore.pipeline.files.oneroster.tables import Line, lines_of, status_of
from mlcore.pipeline.messages import N_, message

R = TypeVar("R", bound=Row)
LONGEST_ID = 255
LONG_ID = N_("an id has at most %(most)s characters, each of which can be seen")
Made = Callable[[Line, bool], R]


def by_id(
    archive: zipfile.ZipFile, modes: Mapping[str, Mode], file: str, needed: tuple[str, ...], made: Made[R]
) -> dict[str, R]:
    """Empty where the file is not there. Raises DataError for an id that is blank or stands there twice."""
    return {row.id: row for row in _rows(archive, modes[file], file, needed, made)} if file in modes else {}


def rows_in(archive: zipfile.ZipFile, modes: Mapping[str, Mode], file: str) -> int:
    """How many there are; nothing else of them is kept."""
    return sum(1 for _ in lines_of(archive, file, ("sourcedId",))) if file in modes else 0


def _rows(archive: zipfile.ZipFile, mode: Mode, file: str, needed: tuple[str, ...], made: Made[R]) -> Iterator[R]:
    first: dict[str, int] = {}
    for line in lines_of(archive, file, needed):
        identity = line["sourcedId"].strip()
        if not identity:
            line.refuse("sourcedId", message(N_("each row needs its id")))
        if len(identity) > LONGEST_ID or not identity.isprintable():
            line.refuse("sourcedId", message(LONG_ID, most=LONGEST_ID))
        if (other := first.setdefault(identity, line.number)) != line.number:
            line.refuse("sourcedId", message(N_("the same id stands in line %(line)s"), line=other))
        yield made(line, status_of(line, mode))
