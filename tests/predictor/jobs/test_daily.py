"""What the worker starts by itself once a day."""

import sys

import pytest

from predictor.jobs.worker.daily import Daily

TOUCH = "import pathlib, sys; pathlib.Path(sys.argv[1]).open('a').write('x')"


@pytest.fixture
def traced(tmp_path):
    trace = tmp_path / "trace"
    return trace, [sys.executable, "-c", TOUCH, str(trace)]


def test_it_begins_when_its_time_has_come(traced):
    trace, command = traced
    daily = Daily(command, every=0.0)
    daily.look()
    daily._process.wait()
    assert trace.read_text() == "x"


def test_it_does_not_begin_before(traced):
    trace, command = traced
    daily = Daily(command, every=1000.0)
    daily.look()
    assert (daily._process, trace.exists()) == (None, False)


def test_it_does_not_begin_again_while_it_is_at_it():
    daily = Daily([sys.executable, "-c", "import signal; signal.pause()"], every=0.0)
    daily.look()
    first = daily._process
    daily.look()
    assert daily._process is first
    daily.end()
    assert first.wait() != 0


def test_what_had_ended_is_begun_anew(traced):
    trace, command = traced
    daily = Daily(command, every=0.0)
    for _ in range(2):
        daily.look()
        daily._process.wait()
    assert trace.read_text() == "xx"
