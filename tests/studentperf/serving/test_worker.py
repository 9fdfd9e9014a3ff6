"""The worker with one thread only: whoever is slow keeps nobody waiting, and nobody is slow for ever."""

import os
import re
import signal
import socket
from pathlib import Path

import pytest
from hasty_server import BIG
from servers import everything, is_waiting, serving

from studentperf.basics.limits import LARGEST_BODY, LARGEST_HEAD
from studentperf.serving.worker import LARGEST_WAITING, TOO_LARGE

CLOSE = b"Connection: close\r\n\r\n"
GET = b"GET /a HTTP/1.1\r\nHost: a\r\n"
POST = b"POST /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
OPTIONS = ["--threads", "1", "--forwarder-headers", ""]


@pytest.fixture(scope="module")
def server():
    with serving("hasty_server", *OPTIONS) as started:
        yield started


@pytest.fixture(scope="module")
def hasty():
    with serving("hasty_server", *OPTIONS, worker="hasty_server.HastyWorker") as started:
        yield started


HALF = {
    "nothing": b"",
    "a line": GET,
    "half a field": GET + b"Ha",
    "half a body": POST + b"Content-Length: 9\r\n\r\nhalf",
}


@pytest.mark.parametrize("beginning", HALF.values(), ids=HALF)
def test_nobody_waits_for_who_sends_slowly(server, beginning):
    slow = [server.connect(beginning) for _ in range(20)]
    assert b"GET |/a 0" in server.ask(GET + CLOSE)
    assert all(map(is_waiting, slow))
    close(slow)


def test_nobody_waits_for_who_reads_slowly(server):
    slow = [server.connect(b"GET /big HTTP/1.1\r\nHost: a\r\n" + CLOSE) for _ in range(20)]
    assert b"GET |/a 0" in server.ask(GET + CLOSE)
    assert everything(slow[0]).endswith(b"x" * BIG)
    close(slow)


def close(clients):
    for client in clients:
        client.close()


@pytest.mark.parametrize("beginning", list(HALF.values())[1:], ids=list(HALF)[1:])
def test_who_stops_half_way_is_told_so(hasty, beginning):
    assert hasty.ask(beginning).startswith(b"HTTP/1.1 408 ")


def test_who_says_nothing_is_left(hasty):
    assert hasty.ask(b"") == b""


def test_a_drop_now_and_then_does_not_earn_more_time(hasty):
    client = hasty.connect(GET + b"A: ")
    client.settimeout(0.05)
    answer = None
    while answer is None:
        try:
            client.sendall(b"x")
            answer = client.recv(100)
        except TimeoutError:
            continue
        except OSError:
            answer = b"HTTP/1.1 408 , and the connection was closed"
    assert answer.startswith(b"HTTP/1.1 408 ")


def test_a_large_answer_arrives_whole(server):
    assert server.ask(b"GET /big HTTP/1.1\r\nHost: a\r\n" + CLOSE).endswith(b"\r\n\r\n" + b"x" * BIG)


def test_requests_on_one_connection_are_answered_in_turn(server):
    form = b"POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na=b"
    answers = server.ask(GET + b"\r\n" + form + GET + CLOSE)
    assert re.findall(rb"[A-Z]+ \|/. \d", answers) == [b"GET |/a 0", b"POST |/b 3", b"GET |/a 0"]


def test_chunks_arrive_as_a_body_with_a_length(server):
    chunks = b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"
    assert b"POST |/a 5" in server.ask(POST + b"Transfer-Encoding: chunked\r\n\r\n" + chunks)


def test_a_body_is_asked_for_once(server):
    client = server.connect(POST + b"Expect: 100-continue\r\nContent-Length: 3\r\n\r\n")
    assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
    client.sendall(b"a=b")
    assert everything(client).startswith(b"HTTP/1.1 200 OK")


def test_a_body_that_is_too_large_is_answered_although_all_of_it_is_sent(server):
    body = b"x" * (4 * LARGEST_BODY)
    answer = server.ask(POST + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
    assert answer.endswith(f"POST |/a {TOO_LARGE}".encode())


def test_a_file_arrives_whole_at_an_address_that_takes_files(server):
    body = b"x" * (2 * LARGEST_BODY)
    head = POST.replace(b"/a", b"/describe/") + f"Content-Length: {len(body)}\r\n\r\n".encode()
    assert server.ask(head + body).endswith(f"POST |/describe/ {len(body)}".encode())


def test_a_head_that_is_too_long_is_answered(server):
    assert server.ask(GET + b"A: " + b"x" * 2 * LARGEST_HEAD).startswith(b"HTTP/1.1 431 ")


@pytest.mark.parametrize("name", ["SCRIPT_NAME", "Script_Name", "PATH_INFO", "Script-Name"])
def test_no_header_moves_the_path(server, name):
    assert b"GET |/a 0" in server.ask(GET + f"{name}: /a\r\n".encode() + CLOSE)


def test_the_longest_waiting_makes_room():
    with serving("hasty_server", *OPTIONS, "--worker-connections", "10") as crowded:
        slow = [crowded.connect(GET) for _ in range(30)]
        assert b"GET |/a 0" in crowded.ask(GET + CLOSE)
        assert [is_waiting(client) for client in slow[:15]] == [False] * 15
        assert is_waiting(slow[-1])


def test_memory_is_kept_for_whoever_waits_since_a_short_time(server):
    half = POST + f"Content-Length: {LARGEST_BODY}\r\n\r\n".encode() + b"x" * (LARGEST_BODY - 1)
    greedy = [server.connect(half) for _ in range(LARGEST_WAITING // len(half) + 2)]
    assert everything(greedy[0]) == b""
    assert is_waiting(greedy[-1])
    assert b"GET |/a 0" in server.ask(GET + CLOSE)
    close(greedy)


def test_the_port_is_free_soon_after_the_server_was_killed():
    with serving("hasty_server", *OPTIONS) as killed:
        slow = killed.connect(POST + b"Content-Length: 9\r\n\r\nhalf")
        killed.process.send_signal(signal.SIGKILL)
        killed.process.wait()
        while refuses_to_be_taken(killed.port):
            assert is_waiting(slow)  # the request that had begun may still end


def refuses_to_be_taken(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return True
    return False


def test_whoever_has_connected_when_the_server_stops_is_answered():
    with serving("hasty_server", *OPTIONS) as stopped:
        assert b"GET |/a 0" in stopped.ask(GET + CLOSE)
        worker = only_child(stopped.process.pid)
        os.kill(worker, signal.SIGSTOP)
        clients = [stopped.connect(GET + CLOSE) for _ in range(5)]
        stopped.process.send_signal(signal.SIGTERM)
        while not is_told_to_stop(worker):
            assert stopped.process.poll() is None
        os.kill(worker, signal.SIGCONT)
        assert [b"GET |/a 0" in everything(client) for client in clients] == [True] * 5


def only_child(parent: int) -> int:
    (child,) = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return int(child)


def is_told_to_stop(process: int) -> bool:
    pending = re.search(r"ShdPnd:\s*(\w+)", Path(f"/proc/{process}/status").read_text())
    return bool(pending and int(pending[1], 16) >> (signal.SIGTERM - 1) & 1)
