"""How few students are too few to say anything about."""

from collections.abc import Sequence

# A figure about fewer students could be traced to one of them, and would say little about the rest.
SMALLEST_GROUP = 10


def is_small(number: int) -> bool:
    return 0 < number < SMALLEST_GROUP


def in_tens(number: int) -> int:
    """Of what stands beside a hidden group: exact numbers would give the hidden one by subtraction."""
    return (number + 5) // 10 * 10


def suppressed(counts: Sequence[int]) -> set[int]:
    """Places of the small counts, and of the smallest others until at least two are hidden, of 10 together."""
    hidden = [place for place, count in enumerate(counts) if is_small(count)]
    others = sorted((count, place) for place, count in enumerate(counts) if count >= SMALLEST_GROUP)
    while hidden and others and (len(hidden) < 2 or sum(counts[place] for place in hidden) < SMALLEST_GROUP):
        hidden.append(others.pop(0)[1])
    return set(hidden)
