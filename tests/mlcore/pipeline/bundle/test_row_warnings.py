"""What a gap adds to a range is told beside the range with that one known, and called wider only where that shows."""

from dataclasses import replace

import pytest
from served_bundles import A_ROW, bundle_of, clipping_bundle
from training_rows import INPUTS

from mlcore.pipeline.bundle.bundle import Bundle
from mlcore.pipeline.distribution.half_widths import HalfWidthRule, HalfWidths
from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.pipeline.distribution.spread import Spread


def width(row, level):
    low, high = bundle_of().predict([row])[0].ranges[level]
    return high - low


def test_how_much_wider_is_told_beside_the_range_with_that_one_known():
    (warning,) = bundle_of().predict([A_ROW | {"logic": None}])[0].warnings
    wider = [width(A_ROW | {"logic": None}, level) - width(A_ROW, level) for level in LEVELS]
    assert warning.wider_by == pytest.approx(max(wider))


def test_of_several_gaps_each_is_told_what_it_adds_to_the_others():
    gaps = {"logic", "music"}
    for warning in bundle_of().predict([A_ROW | dict.fromkeys(gaps)])[0].warnings:
        known = A_ROW | dict.fromkeys(gaps - {warning.field})
        wider = [width(A_ROW | dict.fromkeys(gaps), level) - width(known, level) for level in LEVELS]
        assert warning.wider_by == pytest.approx(max(wider))


def without_track(known, lacking, bundle: Bundle):
    """The warning about a gap in `track`, with these half widths where all is known and without it."""
    rule = HalfWidthRule(Spread(("track",), 1, ((1,),)), ((1.0, known), (2**0.5, lacking)))
    widths = {frozenset(): known, frozenset(["track"]): lacking}
    served = replace(bundle, ranges=HalfWidths(widths, 150, rule))
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
    widths = {frozenset(): {80: 5.0, 90: 6.0}, frozenset({"track"}): {80: 5.0, 90: 6.0}}
    ranges = HalfWidths(widths | {frozenset(INPUTS): {80: 9.0, 90: 11.0}}, 150)
    for warning in replace(bundle_of(), ranges=ranges).predict([{"logic": 60.0}])[0].warnings:
        assert (warning.widens, warning.wider_by) == (warning.field != "track", None)
