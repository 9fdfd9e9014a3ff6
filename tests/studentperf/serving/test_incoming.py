"""Where a request ends, however its bytes arrive."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studentperf.basics.limits import LARGEST_BODY, LARGEST_HEAD
from studentperf.serving.incoming import Incoming, Received

PLAIN = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
FORM = b"POST / HTTP/1.1\r\nCONTENT-length:  5\r\n\r\na=b\r\n"
CHUNKS = b"POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n"
WITH_TRAILER = CHUNKS + b"3;x=y\r\nabc\r\nA\r\n0123456\r\n9\r\n0\r\nLast: one\r\n\r\n"
REQUESTS = [PLAIN, FORM, CHUNKS + b"0\r\n\r\n", CHUNKS + b"4\r\n\r\n\r\n\r\n0\r\n\r\n", WITH_TRAILER]


def cut(data: bytes, places: list[int]) -> list[bytes]:
    edges = sorted({place % (len(data) + 1) for place in places} | {0, len(data)})
    return [data[start:end] for start, end in zip(edges, edges[1:], strict=False)]


@given(st.lists(st.sampled_from(REQUESTS), min_size=1, max_size=4), st.lists(st.integers(0, 600), max_size=30))
def test_requests_come_out_as_they_went_in_however_they_are_cut(requests, places):
    incoming, found = Incoming(), []
    for part in cut(b"".join(requests), places):
        incoming.add(part)
        while incoming.received is Received.REQUEST:
            found.append(incoming.take())
            incoming.add(b"")
    assert found == requests
    assert incoming.received is Received.NOTHING


@given(st.sampled_from(REQUESTS), st.integers(1, 300))
def test_a_request_is_not_whole_before_its_last_byte(request_, missing):
    incoming = Incoming()
    assert incoming.add(request_[: -min(missing, len(request_))]) is not Received.REQUEST


@given(st.binary(max_size=300))
def test_no_bytes_behind_chunks_are_too_odd(body):
    assert Incoming().add(CHUNKS + body) in (Received.PART_OF_BODY, Received.REQUEST)


@given(
    st.lists(
        st.sampled_from([b"\r\n", b":", b"Content-Length", b"Transfer-Encoding", b"chunked", b"\xff", b"9" * 5000])
        | st.binary()
    )
)
def test_no_head_is_too_odd(parts):
    assert Incoming().add(b"".join(parts) + b"\r\n\r\n") in Received


@settings(max_examples=10)
@given(st.lists(st.integers(0, 2 * LARGEST_BODY), max_size=8))
def test_a_file_waits_on_the_disk_and_comes_out_as_it_went_in(places):
    body = bytes(range(256)) * (LARGEST_BODY // 256 + 1)
    request_ = f"POST /rosters/ HTTP/1.1\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    incoming = Incoming()
    for part in cut(request_, places):
        received = incoming.add(part)
    assert received is Received.REQUEST
    assert len(incoming) < LARGEST_HEAD
    assert b"".join(incoming.take_pieces()) == request_
    assert incoming.add(PLAIN) is Received.REQUEST


def test_a_body_is_too_large_when_its_length_says_so():
    head = f"POST / HTTP/1.1\r\nContent-Length: {LARGEST_BODY + 1}\r\n\r\n".encode()
    incoming = Incoming()
    assert incoming.add(head + b"begin") is Received.LARGE_BODY
    assert incoming.take() == head
    assert len(incoming) == 0


LARGE = {"one": b"ffffff\r\n" + b"x" * LARGEST_BODY, "tiny ones": b"1\r\na\r\n" * (LARGEST_BODY // 6 + 1)}
LARGE["a size without end"] = b"1" * LARGEST_BODY


@pytest.mark.parametrize("chunk", LARGE.values(), ids=LARGE)
def test_chunks_are_too_large_together_with_what_stands_between_them(chunk):
    assert Incoming().add(CHUNKS + chunk + b"1") is Received.LARGE_BODY


def test_a_head_without_end_is_too_long():
    assert Incoming().add(b"GET / HTTP/1.1\r\nA: " + b"x" * LARGEST_HEAD) is Received.LONG_HEAD


@pytest.mark.parametrize("length", ["", "-5", "+5", "5 5", "0x5", "five", "\u00b2"])
def test_what_is_no_length_is_left_to_gunicorn(length):
    head = f"POST / HTTP/1.1\r\nContent-Length: {length}\r\n\r\n".encode()
    assert Incoming().add(head) is Received.REQUEST
