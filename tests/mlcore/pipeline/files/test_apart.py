"""Work in a process of its own answers like work in this one, and ends where it takes too much."""

import os
import sys

import odd_work
import pytest

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.apart import BEYOND, ODD, each_apart


def test_what_is_yielded_elsewhere_arrives_in_order():
    assert list(each_apart(range, 3, 6)) == [3, 4, 5]


def test_a_refusal_arrives_in_its_own_words_after_what_came_before_it():
    received = each_apart(odd_work.refusing)
    assert next(received) == "first"
    with pytest.raises(DataError, match=r"^Row 2 is no row\.$"):
        next(received)


def test_the_process_is_another_one_and_ends_with_whoever_reads():
    received = each_apart(odd_work.process_ids)
    other = next(received)
    assert other != os.getpid()
    received.close()
    with pytest.raises(ProcessLookupError):
        os.kill(other, 0)


def test_memory_is_bounded():
    assert list(each_apart(odd_work.hoarding, 50)) == [50_000_000]
    with pytest.raises(DataError, match="more memory or time"):
        list(each_apart(odd_work.hoarding, 400))


def test_time_is_bounded():
    with pytest.raises(DataError, match="more memory or time"):
        list(each_apart(odd_work.lingering, most_seconds=1))


def test_a_process_that_dies_is_said():
    received = each_apart(odd_work.crashing)
    assert next(received) == "first"
    with pytest.raises(DataError) as refused:
        next(received)
    assert str(refused.value) == BEYOND


def test_what_nobody_foresaw_is_not_called_too_large():
    received = each_apart(odd_work.stumbling)
    assert next(received) == "first"
    with pytest.raises(DataError) as refused:
        next(received)
    assert str(refused.value) == ODD


def test_a_process_that_dies_before_it_heard_the_question_is_said(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(DataError) as refused:
        list(each_apart(len, b"more than a pipe holds" * 100_000))
    assert str(refused.value) == ODD
