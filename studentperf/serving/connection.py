"""One client: what came, what is to go, and until when it may take its time."""

import socket
import time
from enum import Enum, auto

from gunicorn.http.parser import RequestParser

from studentperf.serving.incoming import Incoming, Received
from studentperf.serving.outgoing import Outgoing

HEAD_SECONDS = 10.0
BODY_SECONDS = ANSWER_SECONDS = 30.0
SLOWEST = 10_000  # bytes per second that earn more time: a slow line is no attack
# After an answer that was given before everything was read: without it the client never sees the answer.
DRAIN_SECONDS, LARGEST_DRAIN = 10.0, 64 * 2**20
STEP = 262_144


class Phase(Enum):
    IDLE = auto()
    HEAD = auto()
    BODY = auto()
    WORK = auto()
    ANSWER = auto()
    DRAIN = auto()


class Connection:
    # What gunicorn's thread asks: there is nothing to prepare, and data is there.
    initialized = data_ready = True
    is_http2 = False
    parser: RequestParser

    def __init__(self, client: socket.socket, address: object, server: object) -> None:
        client.setblocking(False)
        self.socket, self.client, self.server = client, address, server
        self.sock = Outgoing(client, ANSWER_SECONDS)
        self.incoming = Incoming()
        self.is_too_large = self.is_chunked = self.keeps = False
        self._drained = 0
        self.enter(Phase.IDLE, HEAD_SECONDS)

    def __len__(self) -> int:
        return len(self.incoming) + len(self.sock)

    def __bool__(self) -> bool:
        return True

    def init(self) -> None:
        """gunicorn calls it in the thread."""

    def enter(self, phase: Phase, seconds: float) -> None:
        self.phase = phase
        self.deadline = time.monotonic() + seconds

    def read(self) -> bool:
        """Take what came; False: the client has closed."""
        data = self.socket.recv(STEP)
        self.take(data)
        return bool(data)

    def take(self, data: bytes) -> None:
        before = self.phase
        received = self.incoming.add(data)
        if received is Received.PART_OF_HEAD and before is Phase.IDLE:
            self.enter(Phase.HEAD, HEAD_SECONDS)
        elif received is Received.PART_OF_BODY:
            self._take_time(before, len(data))

    def _take_time(self, before: Phase, count: int) -> None:
        if before is not Phase.BODY:
            self.enter(Phase.BODY, BODY_SECONDS)
            if self.incoming.expects_continue:
                self.sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        self.deadline += count / SLOWEST

    def flush(self) -> bool:
        before = len(self.sock)
        done = self.sock.flush()
        self.deadline += (before - len(self.sock)) / SLOWEST
        return done

    def drain(self) -> bool:
        """Read and forget; False: enough, or the client has closed."""
        data = self.socket.recv(STEP)
        self._drained += len(data)
        return bool(data) and self._drained < LARGEST_DRAIN
