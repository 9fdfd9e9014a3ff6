"""Files about several classes at once: what is found in a few of many may be chance."""

from math import comb

from mlcore.pipeline.sanity.facts import SuspicionKind

# Scores scatter, and by chance they fit other rows better; all else is plain from counting.
BY_CHANCE: frozenset[SuspicionKind] = frozenset(("shifted", "sorted apart", "unrelated", "swapped"))
# Of 1,000 honest classes 18 have one of them, and of honest files as many may be flagged (tests/bench/suspicions.py).
IN_HONEST_CLASSES, IN_HONEST_FILES = 0.018, 0.02


def is_chance(found: int, of: int) -> bool:
    """Whether so many of the classes of a file have a finding in more than 2 of 100 honest files."""
    fewer = sum(
        comb(of, count) * IN_HONEST_CLASSES**count * (1 - IN_HONEST_CLASSES) ** (of - count) for count in range(found)
    )
    return 1 - fewer > IN_HONEST_FILES
