"""A watch over results that may be looked at after each of them: do they still fall where ranges say?"""

from collections.abc import Sequence

import numpy as np

from mlcore.pipeline.distribution.distribution import Distribution
from mlcore.pipeline.results.served.held import Side, Watch
from mlcore.pipeline.rows.arrays import Floats

# With -1, 0 and 1 alone ten points are caught after 13 results, not 9 (tests/bench/predictions/watching.py measures).
BETS = (-1.9, -1.0, 0.0, 1.0, 1.9)
JUMPS = 0.01
# Where nothing has changed, a bet that is fair each time grows twentyfold in 1 of 20 years, whenever one looks (Ville
# 1939).
ALARM_AT = 20.0
DRAWN_WITH = 1


def place(said: Distribution, result: float, part: float) -> float:
    """How much of what was said lies below a result, from 0 to 1; of what lies on it, its step around it, a random
    `part` from 0 to 1, so that places of unchanged results are uniform (Smith 1985)."""
    half = said.step / 2
    at_least = said.share_below(result - half) if result > said.bounds[0] else 0.0
    at_most = said.share_below(result + half) if result < said.bounds[1] else 1.0
    return at_least + part * (at_most - at_least)


def parts(keys: Sequence[int]) -> Floats:
    """Two random numbers from 0 to 1 per result, (n, 2), the same each time one looks; `keys` are of their rows."""
    return np.array([np.random.default_rng((DRAWN_WITH, key)).random(2) for key in keys]).reshape(-1, 2)


def p_values(places: Floats, learned: int, drawn: Floats) -> Floats:
    """Rank of each of n places in [0, 1] among those before it and the `learned` rows that ranges were told from,
    which lie evenly; ties, and the place between two ranks, by `drawn` in [0, 1] (n,).

    Uniform and independent while results are as those rows were, however few these are: what ranges are off by for want
    of rows is no change (smoothed conformal p-values; Vovk, Gammerman and Shafer 2022, 8.1).
    """
    found = np.empty(len(places))
    for at, now in enumerate(places):
        before = places[:at]
        lower = learned * now + (before < now).sum() + drawn[at] * (1 + (before == now).sum())
        found[at] = lower / (learned + at + 1)
    return found


def simple_jumper(p_values: Floats, bets: Sequence[float] = BETS, jumps: float = JUMPS) -> Floats:
    """What 1 has become after each of n p-values (n,), shared out over bets that p-values are small (below 0) or large,
    of which a share of `jumps` is shared out again each time (Vovk, Gammerman and Shafer 2022, algorithm 8.1).

    `bets` lie between -2 and 2, else a bet could be lost below nothing.
    """
    each, found = np.full(len(bets), 1 / len(bets)), np.empty(len(p_values))
    for at, p_value in enumerate(p_values):
        each = each * (1 + np.array(bets) * (p_value - 0.5))
        found[at] = each.sum()
        each = (1 - jumps) * each + jumps / len(bets) * found[at]
    return found


def watch(places: Floats, learned: int, drawn: Floats) -> Watch:
    """Over n places in the order in which results were recorded; half is bet on their being higher or lower, half on
    their lying further out or in. The mean of two fair bets is fair."""
    ranks = p_values(places, learned, drawn)
    out = np.abs(2 * ranks - 1)
    sideways, outwards = simple_jumper(ranks), simple_jumper(out)
    bet = (sideways + outwards) / 2
    over = np.flatnonzero(bet >= ALARM_AT)
    if not len(over):
        return Watch(results=len(places), bet=float(bet[-1]) if len(bet) else 1.0, most=float(max(bet, default=1.0)))
    at = int(over[0])
    aside = sideways[at] >= outwards[at]
    side = _side(ranks[: at + 1], "lower", "higher") if aside else _side(out[: at + 1], "narrower", "wider")
    return Watch(results=len(places), bet=float(bet[-1]), most=float(bet.max()), alarm=at + 1, side=side)


def _side(values: Floats, below: Side, above: Side) -> Side:
    return above if values.mean() > 0.5 else below
