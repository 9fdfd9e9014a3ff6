"""What gunicorn writes to: takes an answer at once, so that the thread is free while a slow client reads."""

import errno
import select
import socket
import sys
import time
from typing import IO

LARGEST_LEFT = 4 * 2**20  # bytes of one answer that may wait; the largest static file is smaller
STEP = 65_536


class Outgoing:
    """Has what gunicorn asks of a socket. While a thread works on a request nobody else touches it."""

    def __init__(self, client: socket.socket, seconds: float) -> None:
        self._socket = client
        self._seconds = seconds
        self._left = bytearray()
        self.is_broken = False

    def __len__(self) -> int:
        return len(self._left)

    def sendall(self, data: bytes) -> None:
        if self.is_broken:
            raise BrokenPipeError(errno.EPIPE, "the connection was closed")
        self._left += data
        self.flush()
        if len(self._left) > LARGEST_LEFT:
            self._wait_for_room()

    def send(self, data: bytes) -> int:
        self.sendall(data)
        return len(data)

    def sendfile(self, file: IO[bytes], offset: int = 0, count: int | None = None) -> int:
        file.seek(offset)
        left = sys.maxsize if count is None else count
        while left and (data := file.read(min(STEP, left))):
            self.sendall(data)
            left -= len(data)
        return file.tell() - offset

    def flush(self) -> bool:
        """Send what can be sent without waiting; has everything gone? Raises OSError where the client is gone."""
        try:
            while self._left:
                del self._left[: self._socket.send(self._left[:STEP])]
        except BlockingIOError:
            return False
        return True

    def _wait_for_room(self) -> None:
        """Streams of any length: the thread waits as long as the client takes a part of it in time."""
        until = time.monotonic() + self._seconds
        while len(self._left) > LARGEST_LEFT // 2:
            remaining = until - time.monotonic()
            if remaining <= 0:
                self.is_broken = True
                raise BrokenPipeError(errno.EPIPE, "the client reads too slowly")
            poll = select.poll()
            poll.register(self._socket, select.POLLOUT)
            poll.poll(remaining * 1000)
            self.flush()

    # gunicorn closes a socket itself only when an answer broke off half-way.
    def shutdown(self, how: int) -> None:
        self.is_broken = True
        raise OSError(errno.ENOTCONN, "closed by the worker")

    def close(self) -> None:
        self.is_broken = True

    def setblocking(self, flag: bool) -> None:
        """Nothing here blocks."""

    def settimeout(self, seconds: float | None) -> None:
        """Nothing here blocks."""

    def gettimeout(self) -> float:
        return 0.0

    def fileno(self) -> int:
        return self._socket.fileno()
