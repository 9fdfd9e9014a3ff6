"""XML of a workbook, read as it streams in, without entities."""

from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.messages import N_

CHUNK = 1 << 18
MOST_BYTES = 20_000_000
BROKEN = N_("The workbook is damaged or protected. Open it, save it again as .xlsx without a password, and retry.")

Attributes = dict[str, str]


class Reader:
    """Feeds a parser with one chunk after the other; what it sees, it tells its handlers."""

    def __init__(
        self,
        stream: IO[bytes],
        *,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        self._stream = stream
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = lambda name, attributes: start(_local(name), attributes)
        self._parser.EndElementHandler = (lambda name: end(_local(name))) if end else None
        self._parser.CharacterDataHandler = text
        self._parser.StartDoctypeDeclHandler = _refuse
        self.is_done = False

    def advance(self) -> None:
        """Raises DataError for what is no XML."""
        chunk = self._stream.read(CHUNK)
        self.is_done = not chunk
        try:
            self._parser.Parse(chunk, self.is_done)
        except (expat.ExpatError, ValueError) as error:
            raise DataError(BROKEN) from error


def elements(archive: ZipFile, member: str) -> Iterator[tuple[str, Attributes]]:
    """Each element's name and attributes, in order; none where the member is not there. Raises DataError."""
    if member not in archive.namelist():
        return
    found: list[tuple[str, Attributes]] = []
    with archive.open(member) as stream:
        reader = Reader(stream, start=lambda name, attributes: found.append((name, attributes)))
        while not reader.is_done:
            if stream.tell() > MOST_BYTES:
                raise DataError(BROKEN)
            reader.advance()
            yield from found
            found.clear()


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse(*_: object) -> None:
    raise DataError(BROKEN)
