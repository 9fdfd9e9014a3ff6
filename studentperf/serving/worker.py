"""gunicorn's threaded worker, but a thread gets a request only when it is whole, and lets go before it was sent.

gunicorn's own hands a connection to a thread as soon as it is accepted: as many slow clients as there are threads stop
it. Here the loop that waits for all connections at once also receives and sends, with a time limit for each part.
"""

import errno
import io
import resource
import select
import selectors
import socket
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn.http.errors import LimitRequestHeaders
from gunicorn.http.parser import RequestParser
from gunicorn.workers.gthread import ThreadWorker

from studentperf.basics.limits import AROUND_A_FILE, LARGEST_UPLOAD
from studentperf.serving.connection import ANSWER_SECONDS, DRAIN_SECONDS, Connection, Phase
from studentperf.serving.incoming import Received

LARGEST_WAITING = 64 * 2**20  # bytes of all clients that are waited for
LARGEST_ON_DISK = 5 * LARGEST_UPLOAD  # the same, of files
TOO_LARGE = LARGEST_UPLOAD + AROUND_A_FILE + 1  # for any address
TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
RECEIVING = (Phase.HEAD, Phase.BODY)


class PatientWorker(ThreadWorker):
    def init_process(self) -> None:
        self.waiting: dict[Connection, None] = {}  # the longest waiting first
        self._looks_again = 0.0
        _allow_files(2 * self.worker_connections)
        super().init_process()

    # --- coming
    def accept(self, listener: socket.socket) -> None:
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                self._make_room()
            elif error.errno not in (errno.EAGAIN, errno.ECONNABORTED):
                raise
            return
        self.nr_conns += 1
        self._wait(Connection(client, address, listener.getsockname()), selectors.EVENT_READ)
        if self.nr_conns >= self.worker_connections:
            self._make_room()

    def _wait(self, connection: Connection, event: int) -> None:
        self._leave(connection)
        self.waiting[connection] = None
        self.poller.register(connection.socket, event, partial(self._on_ready, connection))

    def _leave(self, connection: Connection) -> None:
        if connection in self.waiting:
            del self.waiting[connection]
            self.poller.unregister(connection.socket)

    def _make_room(self) -> None:
        """An honest client waits here for milliseconds: who has waited longest goes."""
        if self.waiting:
            self._drop(next(iter(self.waiting)))

    def _bound_memory(self) -> None:
        if sum(map(len, self.waiting)) > LARGEST_WAITING:
            self._drop(next(connection for connection in self.waiting if len(connection)))
        if sum(connection.incoming.on_disk for connection in self.waiting) > LARGEST_ON_DISK:
            self._drop(next(connection for connection in self.waiting if connection.incoming.on_disk))

    def _on_ready(self, connection: Connection, _socket: object) -> None:
        if connection in self.waiting:  # else dropped by an event of the same moment
            self._try(self._go_on, connection)

    def _try(self, step: Callable[[Connection], None], connection: Connection) -> None:
        try:
            step(connection)
        except BlockingIOError:
            pass
        except OSError:
            self._drop(connection)

    def _go_on(self, connection: Connection) -> None:
        if connection.phase is Phase.ANSWER:
            self._send(connection)
        elif connection.phase is Phase.DRAIN:
            if not connection.drain():
                self._drop(connection)
        elif connection.read():
            self._received(connection)
        else:
            self._drop(connection)

    def _received(self, connection: Connection) -> None:
        state = connection.incoming.received
        if state is Received.LONG_HEAD:
            self.handle_error(None, connection.sock, connection.client, LimitRequestHeaders("head"))
            self._drain(connection)
        elif state in (Received.REQUEST, Received.LARGE_BODY):
            self._hand_over(connection)
        else:
            self._bound_memory()

    def _hand_over(self, connection: Connection) -> None:
        self._leave(connection)
        connection.is_chunked = connection.incoming.is_chunked
        connection.is_too_large = connection.incoming.received is Received.LARGE_BODY
        connection.parser = RequestParser(self.cfg, connection.incoming.take_pieces(), connection.client)
        connection.phase = Phase.WORK
        self.enqueue_req(connection)

    # --- in a thread
    def handle_request(self, req: Any, conn: Connection) -> Any:
        req._expected_100_continue = False  # was answered when the head was there
        if conn.is_too_large:
            req.force_close()
        if conn.is_too_large or conn.is_chunked:
            _give_length(req, conn)
        return super().handle_request(req, conn)

    # --- going
    def finish_request(self, conn: Connection, fs: Future[Any]) -> None:
        keeps = not fs.cancelled() and fs.exception() is None and bool(fs.result())
        conn.keeps = keeps and not conn.sock.is_broken
        conn.enter(Phase.ANSWER, ANSWER_SECONDS)
        self._try(self._send, conn)
        self._bound_memory()

    def _send(self, connection: Connection) -> None:
        if not connection.flush():
            if connection not in self.waiting:
                self._wait(connection, selectors.EVENT_WRITE)
        elif connection.keeps:
            connection.enter(Phase.IDLE, self.cfg.keepalive)
            self._wait(connection, selectors.EVENT_READ)
            connection.take(b"")  # the next request may be here already
            self._received(connection)
        else:
            self._drain(connection)

    def _drain(self, connection: Connection) -> None:
        connection.socket.shutdown(socket.SHUT_WR)
        connection.enter(Phase.DRAIN, DRAIN_SECONDS)
        self._wait(connection, selectors.EVENT_READ)

    def _drop(self, connection: Connection) -> None:
        self._leave(connection)
        self.nr_conns -= 1
        connection.socket.close()

    # --- called by gunicorn's loop, at least once a second
    def murder_pending(self) -> None:
        now = time.monotonic()
        if now < self._looks_again:
            return
        self._looks_again = now + 0.5
        for connection in [each for each in self.waiting if each.deadline <= now]:
            if connection.phase in RECEIVING:
                with suppress(OSError):
                    connection.socket.send(TOO_SLOW)
            self._drop(connection)

    def murder_keepalived(self, force: bool = False) -> None:
        for connection in list(self.waiting) if force else []:
            self._drop(connection)

    def _cap_keepalive(self, deadline: float) -> None:
        """The first step of stopping. The port is free from here on, not only when the last request has ended."""
        for listener in self.sockets:
            # Whoever has connected already would be reset, in the middle of a request perhaps.
            while _has_queue(listener):
                self.accept(listener)
            listener.close()
        for connection in self.waiting:
            if connection.phase is Phase.IDLE:
                connection.deadline = min(connection.deadline, deadline)


def _has_queue(listener: socket.socket) -> bool:
    return bool(select.select([listener], [], [], 0)[0])


def _give_length(request: Any, connection: Connection) -> None:
    """Django reads as much of a body as is announced, and refuses one that is too large before it reads."""
    body = b"" if connection.is_too_large else request.body.read()
    length = TOO_LARGE if connection.is_too_large else len(body)
    request.headers = [(name, value) for name, value in request.headers if name != "CONTENT-LENGTH"]
    request.headers.append(("CONTENT-LENGTH", str(length)))
    request.body = io.BytesIO(body)


def _allow_files(count: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = count if hard == resource.RLIM_INFINITY else min(count, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
