"""What every place can do with parts of a piece of work, so that whoever cuts it need not know where they are done.

Work is a function found by its name in a module, and what goes in and comes out can be pickled. `shared`, such as the
rows, goes to each process once. The same parts give the same results in every place.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Found = TypeVar("Found")


class Each(Protocol):
    """The same done with every item; what was found, in the order of the items."""

    def __call__(
        self, work: Callable[[Shared, Item], Found], shared: Shared, items: Sequence[Item]
    ) -> Iterator[Found]: ...


class Crew(Protocol):
    """Those who do it, while a place is open."""

    @property
    def each(self) -> Each:
        """For small parts."""

    def spread(
        self, work: Callable[[Shared, Item], Found], shared: Shared, items: Iterable[Item]
    ) -> Iterator[tuple[int, Found]]:
        """Large parts: the number of an item and what was found, as it comes. Items are taken when there is room."""

    def conduct(
        self, work: Callable[[Shared, Item, Each], Found], shared: Shared, items: Sequence[Item]
    ) -> Iterator[Found]:
        """Large parts which are cut further, by the `Each` that they are given: what was found, as it comes."""


class Place(Protocol):
    """Raises WorkersError where nobody is there to do it, now or later."""

    def opened(self) -> AbstractContextManager[Crew]:
        """Leaving it stops what still goes on."""


def in_turn(work: Callable[[Shared, Item], Found], shared: Shared, items: Sequence[Item]) -> Iterator[Found]:
    """One after the other, in this process."""
    return (work(shared, item) for item in items)
