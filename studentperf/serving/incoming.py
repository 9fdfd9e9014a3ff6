"""The bytes of one connection, until a request is whole. Where one ends is told here; gunicorn judges what it holds."""

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from itertools import chain
from tempfile import TemporaryFile
from typing import IO

from studentperf.basics.limits import LARGEST_BODY, LARGEST_HEAD, largest_body

LINE, EMPTY_LINE = b"\r\n", b"\r\n\r\n"
LONGEST_SIZE = 12  # digits of a length
PIECE = 262_144


class Received(Enum):
    NOTHING = auto()
    PART_OF_HEAD = auto()
    PART_OF_BODY = auto()
    REQUEST = auto()
    LONG_HEAD = auto()
    LARGE_BODY = auto()  # the head alone will be answered


class Incoming:
    def __init__(self) -> None:
        self._bytes = bytearray()
        self._start_again()

    def _start_again(self) -> None:
        self.received = Received.NOTHING
        self.is_chunked = self.expects_continue = False
        self._looked_at = self._head = self._end = 0
        self._next_chunk = 0
        self._largest = LARGEST_BODY
        self._disk: IO[bytes] | None = None

    def __len__(self) -> int:
        """In memory."""
        return len(self._bytes)

    @property
    def on_disk(self) -> int:
        return self._disk.tell() if self._disk else 0

    def add(self, data: bytes) -> Received:
        self._bytes += data
        if not self._head:
            self.received = self._find_head()
        if self._head and self.received is not Received.LONG_HEAD:
            self.received = self._by_chunks() if self.is_chunked else self._by_length()
        return self.received

    def take(self) -> bytes:
        """One request; what follows stays for the next. Of one with too large a body the head, and nothing stays."""
        too_large = self.received is Received.LARGE_BODY
        taken = bytes(self._bytes[: self._head if too_large else self._end])
        del self._bytes[: None if too_large else self._end]
        self._start_again()
        return taken

    def take_pieces(self) -> Iterable[bytes]:
        """The same, also of a body that waits on the disk."""
        if self._disk is None:
            return [self.take()]
        disk, head = self._disk, bytes(self._bytes[: self._head])
        del self._bytes[: self._head]
        self._start_again()
        return chain([head], _read(disk))

    def _find_head(self) -> Received:
        position = self._bytes.find(EMPTY_LINE, max(0, self._looked_at - 3))
        self._looked_at = len(self._bytes)
        if (len(self._bytes) if position < 0 else position) > LARGEST_HEAD:
            return Received.LONG_HEAD
        if position < 0:
            return Received.PART_OF_HEAD if self._bytes else Received.NOTHING
        self._head = position + len(EMPTY_LINE)
        self._read_head(bytes(self._bytes[:position]))
        return Received.PART_OF_BODY

    def _read_head(self, head: bytes) -> None:
        method, path = (*head.split(LINE)[0].decode("latin-1").split(" "), "", "")[:2]
        self._largest = largest_body(method, path.partition("?")[0])
        fields = [line.partition(b":")[::2] for line in head.lower().split(LINE)[1:]]
        known = {name: value.strip(b" \t") for name, value in fields}
        self.is_chunked = known.get(b"transfer-encoding", b"").split(b",")[-1].strip(b" \t") == b"chunked"
        self.expects_continue = known.get(b"expect") == b"100-continue"
        length = known.get(b"content-length", b"0")
        # What is no length has no body here, and is a 400 of gunicorn's.
        size = int(length[: LONGEST_SIZE + 1]) if length.isdigit() else 0
        self._next_chunk = self._head
        self._end = self._head + size

    def _by_length(self) -> Received:
        size = self._end - self._head
        if size > self._largest:
            return Received.LARGE_BODY
        if size > LARGEST_BODY:
            return self._to_disk(size)
        return Received.REQUEST if len(self._bytes) >= self._end else Received.PART_OF_BODY

    def _to_disk(self, size: int) -> Received:
        """What came of the body; what follows it stays in memory."""
        if self._disk is None:
            self._disk = TemporaryFile()  # noqa: SIM115  # until the request is answered
        came = slice(self._head, self._head + size - self._disk.tell())
        self._disk.write(self._bytes[came])
        del self._bytes[came]
        return Received.REQUEST if self._disk.tell() >= size else Received.PART_OF_BODY

    def _by_chunks(self) -> Received:
        """What stands between chunks counts like the body: no chunk is so small that it could be sent for ever."""
        received = self._pass_chunks()
        end = self._end if received is Received.REQUEST else len(self._bytes)
        return Received.LARGE_BODY if end - self._head > LARGEST_BODY else received

    def _pass_chunks(self) -> Received:
        while (line := self._bytes.find(LINE, self._next_chunk)) >= 0:
            size = _size(bytes(self._bytes[self._next_chunk : line]))
            if size is None:  # gunicorn refuses it
                self._end = len(self._bytes)
                return Received.REQUEST
            if size == 0:
                return self._last_chunk(line)
            if (after := line + size + 2 * len(LINE)) > len(self._bytes):
                break
            self._next_chunk = after
        return Received.PART_OF_BODY

    def _last_chunk(self, line: int) -> Received:
        position = self._bytes.find(EMPTY_LINE, line)  # at the line itself, or behind trailers
        if position < 0:
            return Received.PART_OF_BODY
        self._end = position + len(EMPTY_LINE)
        return Received.REQUEST


def _read(disk: IO[bytes]) -> Iterator[bytes]:
    with disk:
        disk.seek(0)
        while piece := disk.read(PIECE):
            yield piece


def _size(line: bytes) -> int | None:
    digits = line.partition(b";")[0].strip(b" \t")
    if not digits or len(digits) > LONGEST_SIZE or digits.strip(b"0123456789abcdefABCDEF"):
        return None
    return int(digits, 16)
