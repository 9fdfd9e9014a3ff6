"""The web server and the worker live and end together, whoever of them is ended, and however."""

import os
import signal
import subprocess
import sys

import pytest

# Says its number, then stays until it is told to stop, which it ends with 7.
STAYS = ["sh", "-c", "trap 'exit 7' TERM; echo $$; while :; do sleep 0.1; done"]


@pytest.fixture
def together():
    started = []

    def start(*commands):
        words = [word for command in commands for word in ("--", *command)][1:]
        command = [sys.executable, "-m", "studentperf.serving.together", *words]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def numbers(process, count):
    return [int(process.stdout.readline()) for _ in range(count)]


def is_over(process) -> str:
    """Its pipe ends only when nobody holds it any more."""
    return process.communicate(timeout=30)[1]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_all_end_with_the_code_of_the_first(together, number):
    process = together(STAYS, STAYS)
    numbers(process, 2)
    process.send_signal(number)
    assert is_over(process) == ""
    assert process.returncode == 7


@pytest.mark.parametrize("first", [True, False])
def test_one_that_ends_takes_the_others_along_and_its_code_is_passed_on(together, first):
    ends = ["sh", "-c", "exit 3"]
    process = together(*([ends, STAYS] if first else [STAYS, ends]))
    assert "ended with 3" in is_over(process)
    assert process.returncode == 3


def test_one_that_is_killed_is_told_as_a_shell_does(together):
    process = together(STAYS, STAYS)
    os.kill(numbers(process, 2)[1], signal.SIGKILL)
    is_over(process)
    assert process.returncode == 128 + signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell a program that its parent died")
def test_nobody_is_left_behind_when_the_one_that_watches_is_killed(together):
    process = together(STAYS, STAYS)
    numbers(process, 2)
    process.kill()
    is_over(process)
