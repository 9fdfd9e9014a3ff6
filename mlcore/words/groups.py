"""For whom predictions lean to one side, with the number of looks that it took."""

from collections.abc import Sequence

from mlcore.pipeline.results.diagnosis import FieldErrors
from mlcore.words.numbers import number

# One interval in this many leaves zero out by chance alone.
LOOKS = 20


def lean(tables: Sequence[FieldErrors]) -> str:
    groups = [group for table in tables for group in table.groups]
    leaning = sum(group.bias.leaves_zero_out for group in groups)
    if not groups:
        return ""
    if not leaning:
        return f"For none of the {len(groups)} groups do predictions lean clearly to one side."
    return (
        f"For {leaning} of {len(groups)} groups predictions lean to one side; {by_chance(len(groups))} would by chance "
        "alone."
    )


def by_chance(looks: int) -> str:
    """How many groups would seem to lean where none does."""
    return "fewer than one" if looks < LOOKS else f"about {number(looks / LOOKS)}"
