"""Of files that went wrong as a whole 99 of 100 are flagged, of honest ones at most 2 (tests/bench/suspicions.py)."""

import numpy as np
from gone_wrong import MUTATIONS
from next_terms import a_term, next_term

from mlcore.pipeline.sanity.looking import look

SIZES = (25, 40, 60, 120)
PROMISED = [mutation for mutation in MUTATIONS if mutation.promised]


def is_flagged(draw):
    return bool(look(draw.rows, draw.known, draw.fields).found)


def test_wrong_files_are_flagged_99_times_in_100():
    random = np.random.default_rng(11)
    flagged = []
    for at in range(500):
        mutation, size = PROMISED[at % len(PROMISED)], int(random.choice(SIZES))
        draw = next_term(a_term(random, students=size, **mutation.needs(random)), random)
        flagged.append(is_flagged(mutation.mutate(draw, random)))
    assert np.mean(flagged) >= 0.99


def test_honest_files_are_flagged_at_most_twice_in_100():
    random = np.random.default_rng(12)
    tops = (100.0, 20.0, 6.0)
    terms = [a_term(random, students=SIZES[at % 4], top=tops[at % 3]) for at in range(400)]
    assert np.mean([is_flagged(next_term(term, random)) for term in terms]) <= 0.02
