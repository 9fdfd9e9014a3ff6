"""Programs side by side: told to stop it ends them all, and when one ends, so do the others.

python -m studentperf.serving.together PROGRAM ARGUMENT... -- PROGRAM ARGUMENT...
"""

import ctypes
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

# Seconds: how soon an end is noticed, and until whoever does not end by itself is killed. A web server finishes what
# it has begun for 30.
TURN, PATIENCE = 0.2, 38.0
SET_PARENT_DEATH_SIGNAL = 1


def run(commands: Sequence[Sequence[str]]) -> int:
    """Until told to stop or one has ended; the code of that one, else of the first."""
    told: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: told.append(number))
    processes = [_start(command) for command in commands]
    while not told and all(process.poll() is None for process in processes):
        time.sleep(TURN)
    ended = None if told else next(place for place, process in enumerate(processes) if process.poll() is not None)
    if ended is not None:
        said = f"{shlex.join(commands[ended])} ended with {_code(processes[ended])}"
        sys.stderr.write(f"{said}: the rest is stopped, too\n")
    _stop(processes)
    return _code(processes[ended or 0])


def _start(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    mine = os.getpid()
    return subprocess.Popen(command, preexec_fn=lambda: _end_with(mine))  # noqa: PLW1509, S603 - one thread only


def _end_with(parent: int) -> None:
    """Where the system can (Linux): told to stop when this program is killed and can say nothing any more."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl:
        prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != parent:  # it was killed a moment ago
        os._exit(1)


def _stop(processes: Sequence["subprocess.Popen[bytes]"]) -> None:
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in processes:
        try:
            process.wait(max(deadline - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _code(process: "subprocess.Popen[bytes]") -> int:
    """As a shell tells it: 137 for kill -9."""
    return 128 - process.returncode if process.returncode < 0 else process.returncode


def _commands(words: Sequence[str]) -> Iterator[list[str]]:
    command: list[str] = []
    for word in [*words, "--"]:
        if word == "--":
            yield command
            command = []
        else:
            command.append(word)


if __name__ == "__main__":
    sys.exit(run(list(_commands(sys.argv[1:]))))
