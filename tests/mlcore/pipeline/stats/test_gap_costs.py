"""What a gap costs: squared errors of any set of missing inputs, told from one gap at a time."""

from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mlcore.pipeline.distribution.spread import Spread
from mlcore.pipeline.stats.gap_costs import gap_costs

SLUGS = ("a", "b", "c", "d")
SETS = [frozenset(chosen) for size in range(5) for chosen in combinations(SLUGS, size)]
numbers = arrays(float, (12, 5), elements=st.floats(-100, 100))
gaps = arrays(bool, (12, 4))


def spread_of(errors, without, lacking) -> Spread:
    known, added = gap_costs(errors, without, lacking)
    return Spread(SLUGS, known, tuple(map(tuple, added.tolist())))


def moves(rows: int):
    """What each gap moves a linear model by: they go together, so that two gaps cost more than one and one."""
    random = np.random.default_rng(4)
    return random.normal(0, 3, rows), random.normal(0, 2, (rows, 4)) + random.normal(0, 4, (rows, 1))


@given(numbers, gaps)
def test_one_more_gap_never_makes_it_smaller(table, lacking):
    spread = spread_of(table[:, 0], table[:, 1:], lacking)
    for missing, slug in chain((missing, slug) for missing in SETS for slug in SLUGS):
        assert spread.of(missing | {slug}) >= spread.of(missing)


def test_a_linear_model_is_as_far_off_without_several_inputs_as_was_told_from_single_ones():
    error, moved = moves(400)
    spread = spread_of(error, error[:, None] + moved, np.zeros((400, 4), dtype=bool))
    for missing in SETS:
        at = [SLUGS.index(slug) for slug in missing]
        really = np.mean((error + moved[:, at].sum(axis=1)) ** 2) / np.mean(error**2)
        assert (spread.of(missing) / spread.of(frozenset())) ** 2 == pytest.approx(really, rel=0.02)


def test_rows_that_lack_something_tell_what_complete_ones_would():
    error, moved = moves(4000)
    lacking = np.random.default_rng(5).random((4000, 4)) < 0.4
    as_they_are = error + (moved * lacking).sum(axis=1)
    spread = spread_of(as_they_are, as_they_are[:, None] + moved * ~lacking, lacking)
    whole = spread_of(error, error[:, None] + moved, np.zeros((4000, 4), dtype=bool))
    for missing in SETS[1:]:
        ours, theirs = (one.of(missing) / one.of(frozenset()) for one in (spread, whole))
        assert ours == pytest.approx(theirs, rel=0.1)


def test_a_model_that_is_never_off_has_no_spread():
    spread = spread_of(np.zeros(5), np.zeros((5, 4)), np.zeros((5, 4), dtype=bool))
    assert spread.of(frozenset(SLUGS)) == 0
