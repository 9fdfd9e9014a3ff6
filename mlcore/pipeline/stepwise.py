"""Long work that says how far it is: a generator of (done, of all) that returns what it was done for."""

from collections.abc import Callable, Generator
from typing import TypeVar

S = TypeVar("S")
E = TypeVar("E")
T = TypeVar("T")
Steps = Generator[tuple[int, int], None, T]


def finished(steps: Generator[S, None, T]) -> T:
    """What comes out of it, for whoever does not ask how far it is."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: T = end.value
            return found


def told(steps: Generator[S, None, T], as_event: Callable[[S], E]) -> Generator[E, None, T]:
    """The same work, each step told as an event."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            found: T = end.value
            return found
        yield as_event(step)
