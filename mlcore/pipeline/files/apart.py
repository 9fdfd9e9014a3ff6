"""Work on a file that nobody vouches for, in a process of its own, which can be ended and has bounds."""

import os
import pickle
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TypeVar, cast

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.messages import N_, message

MOST_BYTES = 380_000_000
MOST_SECONDS = 240
ROOT = Path(__file__).parents[3]
BEYOND = N_("The file takes far more memory or time than a table of its size. Save the sheet that is needed as CSV.")
ODD = N_("The file cannot be read. Open it in the program that it comes from, save it anew, and retry.")
PATIENCE = 5

T = TypeVar("T")


def each_apart(
    work: Callable[..., Iterable[T]], *asked: object, most_seconds: int = MOST_SECONDS
) -> Generator[T, None, None]:
    """What `work(*asked)` yields; `work` is a function of a module, and whatever goes in or out can be pickled.

    It may take 380 MB of addresses and so many seconds of a core, and ends with the one who reads.
    Raises what `work` refuses as DataError, and DataError where it would take more or meets what nobody foresaw.
    """
    with _process() as process:
        # It may have died already, which closing tells as well.
        with suppress(BrokenPipeError), cast(IO[bytes], process.stdin) as question:
            pickle.dump((work, asked, most_seconds), question)
        yield from _received(process)


@contextmanager
def _process() -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", __name__]
    places = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    # What a library says when it runs out of memory would stand in the middle of what a person reads.
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=places, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=quiet)  # noqa: S603 - this Python and this module
    with process:
        try:
            yield process
        finally:
            process.kill()


def _received(process: "subprocess.Popen[bytes]") -> Iterator[T]:
    answers = cast(IO[bytes], process.stdout)
    while True:
        try:
            refused, value = pickle.load(answers)  # noqa: S301 - our own code wrote it
        except (EOFError, pickle.UnpicklingError) as error:
            raise DataError(message(_why_it_ended(process))) from error
        if refused:
            raise DataError(value)
        if value is None:
            return
        yield value


def _why_it_ended(process: "subprocess.Popen[bytes]") -> str:
    """Whoever takes too much is killed; all else ends by itself."""
    with suppress(subprocess.TimeoutExpired):
        return BEYOND if process.wait(PATIENCE) < 0 else ODD
    return ODD


def main() -> None:
    """The other end: what is asked stands on the standard input, an answer per item goes to the standard output."""
    work, asked, most_seconds = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own code asks
    _set_bounds(most_seconds)
    try:
        for item in work(*asked):
            _answer(item)
        _answer(None)
    except DataError as error:
        _answer(error.message, refused=True)
    except MemoryError:  # as if the system had said so, for which nothing more is needed
        os.kill(os.getpid(), signal.SIGKILL)


def _set_bounds(most_seconds: int) -> None:
    with suppress(ValueError, OSError):  # not every system has a limit of addresses
        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (most_seconds, most_seconds))


def _answer(value: object, *, refused: bool = False) -> None:
    pickle.dump((refused, value), sys.stdout.buffer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
