"""How few students are too few to say anything about."""

from collections.abc import Sequence

# A figure about fewer students could be traced to one of them, and would say little about the rest.
SMALLEST_GROUP = 10


def is_small(number: int) -> bool:
    return 0 < number < SMALLEST_GROUP


def in_tens(number: int) -> int:
    """Of what stands beside a hidden group: exact numbers would give the hidden one by subtraction."""
    return (number + 5) // 10 * 10


def in_blocks(number: int) -> int:
    """How many of so many in a row count in a figure that is looked at again and again: whole blocks of the smallest
    group. So what it changes by, or what is left when one's own are taken away, is never about fewer."""
    return number // SMALLEST_GROUP * SMALLEST_GROUP


def suppressed(counts: Sequence[int]) -> set[int]:
    """Places of the small counts, and of the smallest others until at least two are hidden, of 10 together."""
    small = [place for place, count in enumerate(counts) if is_small(count)]
    others = [place for place, count in enumerate(counts) if count >= SMALLEST_GROUP]
    beside = also_hidden([counts[place] for place in others], len(small), sum(counts[place] for place in small))
    return {*small, *(others[place] for place in beside)}


def also_hidden(counts: Sequence[int], groups: int, students: int) -> set[int]:
    """Places of the `counts` to hide beside `groups` hidden ones of so many `students` together.

    Complementary suppression: what is left of a total when all that is shown is taken away belongs to at least two
    groups and 10 students.
    """
    smallest_first = sorted(range(len(counts)), key=lambda place: (counts[place], place))
    beside: set[int] = set()
    while groups and smallest_first and (groups + len(beside) < 2 or students < SMALLEST_GROUP):
        place = smallest_first.pop(0)
        beside.add(place)
        students += counts[place]
    return beside
