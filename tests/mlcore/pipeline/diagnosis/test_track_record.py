"""How good predictions turned out to be, once there are enough results."""

import numpy as np
import pytest

from mlcore.pipeline.diagnosis.track_record import came_true, track_record
from mlcore.pipeline.distribution.distribution import Distribution
from mlcore.pipeline.distribution.quantiles import PERCENTS
from mlcore.pipeline.results.served.held import FEWEST_RESULTS, Held
from mlcore.pipeline.rows.privacy import in_blocks


def held(*results):
    return [Held(value=50.0, ranges={80: (43, 57), 90: (41, 59)}, result=result) for result in results]


def test_of_fewer_than_thirty_results_nothing_is_said():
    assert track_record(held(*[50.0] * (FEWEST_RESULTS - 1))) is None


def test_it_counts_who_lay_inside_each_range_ends_included():
    found = track_record(held(*[57.0] * 24, *[58.0] * 3, *[60.0] * 3))
    assert [(one.level, one.rows, one.share.mean) for one in found.inside] == [(80, 30, 0.8), (90, 30, 0.9)]
    assert found.inside[0].share.low == pytest.approx(0.627, abs=0.001)


def test_errors_are_sizes_and_what_lies_above_has_a_sign():
    found = track_record(held(*[52.0, 48.0, 44.0] * 10))
    assert (found.error.mean, found.above.mean) == pytest.approx((10 / 3, -2))
    assert found.above.low < -2 < found.above.high


def test_chances_are_held_against_what_came_of_them():
    said = [Distribution(quantiles=np.array(PERCENTS, dtype=float), bounds=(0, 100))] * 40
    found = came_true(said, np.linspace(1, 99, 40), None, 0.0)
    assert [round(one.reached, 2) for one in found] == [0.75, 0.5, 0.25]
    assert all(one.is_in_band for one in found)
    assert came_true(said[:29], np.linspace(1, 99, 29), None, 0.0) == ()


@pytest.mark.parametrize(("others", "counted"), [(0, 0), (9, 0), (10, 10), (29, 20)])
def test_of_others_only_whole_blocks_count(others, counted):
    assert in_blocks(others) == counted
