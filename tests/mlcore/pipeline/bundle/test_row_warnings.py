"""What a gap adds to a range is told beside the range with that one known, and called wider only where that shows."""

from dataclasses import replace

import pytest
from served_bundles import A_ROW, bundle_of, clipping_bundle, half_width, ranges_of_school

from mlcore.pipeline.bundle.bundle import Bundle
from mlcore.pipeline.bundle.levels import LEVELS


def width(row, level):
    low, high = bundle_of().predict([row])[0].ranges[level]
    return high - low


def test_how_much_wider_is_told_beside_the_range_with_that_one_known():
    (warning,) = bundle_of().predict([A_ROW | {"logic": None}])[0].warnings
    wider = [width(A_ROW | {"logic": None}, level) - width(A_ROW, level) for level in LEVELS]
    assert warning.wider_by == pytest.approx(max(wider))


def test_of_several_gaps_each_is_told_what_it_adds_to_the_others():
    both = bundle_of().ranges.of(frozenset(["logic", "music"]))
    for warning in bundle_of().predict([A_ROW | {"logic": None, "music": None}])[0].warnings:
        other = bundle_of().ranges.of(frozenset({"logic", "music"} - {warning.field}))
        assert warning.wider_by == pytest.approx(max(2 * (both[level] - other[level]) for level in LEVELS))


def without_track(known, lacking, bundle: Bundle):
    """The warning about a gap in `track`, with these half widths where all is known and without it."""
    widths = {frozenset(): known, frozenset(["track"]): lacking}
    served = replace(bundle, ranges=replace(ranges_of_school(), widths=widths))
    (warning,) = served.predict([A_ROW | {"track": None}])[0].warnings
    return warning


@pytest.mark.parametrize(("wide", "widens"), [(6.2, False), (6.3, True)])
def test_a_gap_that_widens_nothing_that_people_see_is_not_said_to(wide, widens):
    warning = without_track({80: 5.0, 90: 6.0}, {80: 5.1, 90: wide}, bundle_of())
    assert warning.widens == widens
    assert warning.wider_by == pytest.approx(2 * (wide - 6))


def test_a_range_that_fills_the_scale_already_is_not_called_wider():
    warning = without_track({80: 20.0, 90: 30.0}, {80: 50.0, 90: 90.0}, clipping_bundle())
    assert (warning.widens, warning.wider_by) == (False, 0.0)


def test_a_bundle_without_a_rule_warns_as_it_did():
    ranges = replace(ranges_of_school(), rule=None)
    for warning in replace(bundle_of(), ranges=ranges).predict([{"logic": 60.0}])[0].warnings:
        wider = [half_width(ranges, level, {warning.field}) - half_width(ranges, level) for level in LEVELS]
        assert (warning.widens, warning.wider_by) == (max(wider) > 0, None)
