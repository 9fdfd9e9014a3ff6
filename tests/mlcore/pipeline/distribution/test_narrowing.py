"""What is promised of a missing input is what is served once it is known."""

from functools import cache

import pytest
from gappy_rows import SLUGS, gappy_rows
from hypothesis import given
from hypothesis import strategies as st
from served_bundles import A_ROW, bundle_of, clipping_bundle, ranges_of_school
from training_rows import INPUTS

from mlcore.pipeline.bundle.bundle import Bundle
from mlcore.pipeline.calibration.calibrating import calibrate
from mlcore.pipeline.distribution.half_widths import HalfWidths
from mlcore.pipeline.distribution.levels import NARROW
from mlcore.pipeline.distribution.narrowed import Narrowed
from mlcore.pipeline.distribution.narrowing import narrowings
from mlcore.pipeline.distribution.predictive_system import PredictiveSystem
from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.results.yardsticks import Yardstick

SOME_INPUTS = st.frozensets(st.sampled_from(INPUTS))
SOME_QUIZZES = st.frozensets(st.sampled_from(SLUGS))
SETS_OF_SCHOOL = ranges_of_school().by_set.sets
FAR = (-1e6, 1e6)


def lacking(missing) -> dict:
    return {slug: value for slug, value in A_ROW.items() if slug not in missing}


def served(bundle: Bundle, missing, value: float) -> tuple[float, float]:
    """The range that is served with a predicted value."""
    return bundle.answer(lacking(missing), value).ranges[NARROW]


@cache
def of_quizzes(nearest: float = 0.0) -> PredictiveSystem:
    rows = gappy_rows(300, seed=2)
    return calibrate(rows, cross_fit(Recipe.named("ridge", {}), rows), Yardstick(nearest=nearest))


def promised(ranges: PredictiveSystem, missing, value: float) -> dict[str, Narrowed]:
    found = narrowings(ranges, sorted(missing), value, FAR)
    assert found is not None
    return {one.field: one for one in found}


@pytest.mark.parametrize("missing", SETS_OF_SCHOOL, ids=lambda one: "+".join(sorted(one)) or "nothing")
def test_the_promised_range_is_served_once_the_value_is_in(missing):
    for one in bundle_of().narrowings(lacking(missing), 50.0):
        assert one.is_sure
        assert (one.low, one.high) == served(bundle_of(), missing - {one.field}, 50.0)


@given(missing=SOME_INPUTS, now=st.floats(45, 55), then=st.floats(45, 55))
def test_it_is_as_wide_whatever_the_value_then_is(missing, now, then):
    for one in bundle_of().narrowings(lacking(missing), now):
        low, high = served(bundle_of(), missing - {one.field}, then)
        assert one.width == pytest.approx(high - low, abs=1e-9)


@pytest.mark.parametrize("nearest", [0.0, 0.2])
def test_the_promise_of_every_measured_pattern_of_many_inputs_is_kept(nearest):
    ranges = of_quizzes(nearest)
    for measured in ranges.by_set.sets:
        low, high = ranges.ends(measured, 3.0)[NARROW]
        for slug in set(SLUGS) - measured:
            one = promised(ranges, measured | {slug}, 3.0)[slug]
            assert (one.low, one.high) == (3.0 + low, 3.0 + high)


@given(missing=SOME_QUIZZES, nearest=st.sampled_from([0.0, 0.2]), value=st.floats(-30, 30))
def test_the_promise_of_patterns_that_were_not_measured_is_kept_too(missing, nearest, value):
    ranges = of_quizzes(nearest)
    for slug, one in promised(ranges, missing, value).items():
        low, high = ranges.ends(missing - {slug}, value)[NARROW]
        assert (one.low, one.high) == pytest.approx((value + low, value + high), abs=1e-9)


def test_the_narrowest_comes_first():
    widths = [one.width for one in promised(of_quizzes(), SLUGS, 0.0).values()]
    assert widths == sorted(widths)
    assert widths[0] < widths[-1]


def test_a_range_that_ends_at_a_bound_or_differs_by_student_is_no_sure_promise():
    assert not any(one.is_sure for one in clipping_bundle().narrowings({}, 51.0))
    assert not any(one.is_sure for one in promised(of_quizzes(0.2), SLUGS, 0.0).values())


def test_what_was_never_seen_cannot_be_found_out():
    found = bundle_of().narrowings(lacking({"logic"}) | {"track": "east"}, 50.0)
    assert [one.field for one in found] == ["logic"]


def test_nothing_missing_has_nothing_to_find_out():
    assert bundle_of().narrowings(A_ROW, 50.0) == ()


def test_ranges_that_measured_no_gap_alone_tell_nothing():
    widths = {frozenset(): {80: 7.0, 90: 9.0}, frozenset(INPUTS): {80: 15.0, 90: 20.0}}
    assert narrowings(HalfWidths(widths, 40), ["logic"], 50.0, FAR) is None
