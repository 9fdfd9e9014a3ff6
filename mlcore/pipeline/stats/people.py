"""Shares as whole people, who add up."""

from collections.abc import Sequence
from math import floor


def people(shares: Sequence[float], of: int = 20) -> list[int]:
    """So many of `of` people per share, in proportion; people add up to `of` (largest remainder, Hamilton's method).

    Of equal remainders the larger share comes first, then the earlier. Shares of nothing are of nobody.
    """
    total = sum(shares) or 1.0
    quotas = [share / total * of for share in shares]
    # A quota that is whole but for the last digits of its sum is whole.
    found = [floor(quota + 1e-9) for quota in quotas]
    order = sorted(range(len(quotas)), key=lambda at: (found[at] - quotas[at], -quotas[at], at))
    for at in order[: of - sum(found)]:
        found[at] += 1
    return found
