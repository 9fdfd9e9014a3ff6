"""Where the marks of charts sit: inside the drawing, in proportion, and cut where they would leave it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.explore.results import Bin, Box, Group, NumberComparison, NumberFigures, StraightLine
from mlcore.pipeline.stats.interval import Interval
from predictor.charts.bars import bars
from predictor.charts.boxes import boxes
from predictor.charts.histogram import histogram
from predictor.charts.paths import SIDE
from predictor.charts.scale import Scale, round_scale, tick_label
from predictor.charts.scatter import scatter

numbers = st.floats(-1e6, 1e6).map(lambda number: round(number, 3))


def at(text):
    return float(text.removesuffix("%"))


@given(numbers, numbers)
def test_a_round_scale_holds_both_values_and_few_ticks(one, other):
    low, high = sorted((one, other))
    scale = round_scale(low, high)
    assert scale.low <= low + 1e-6
    assert scale.high >= high - 1e-6
    assert 2 <= len(scale.ticks()) <= 10
    assert all(0 <= at(tick.at) <= 100 for tick in scale.ticks())


def test_labels_at_the_ends_stay_inside_the_drawing():
    assert [tick.anchor for tick in Scale(0, 100).ticks(4)] == ["start", "middle", "end"]


def test_what_lies_outside_a_scale_sits_at_its_end():
    assert [Scale(10, 20).x(value) for value in (0, 15, 99)] == ["0.00%", "50.00%", "100.00%"]


def test_a_scale_without_width_puts_its_value_in_the_middle():
    assert Scale(7, 7).x(7) == "50.00%"


@pytest.mark.parametrize(
    ("value", "step", "expected"), [(0.30000000000000004, 0.1, "0.3"), (-5, 5, "\u22125"), (2000, 500, "2,000")]
)
def test_tick_labels_have_the_decimals_of_their_step(value, step, expected):
    assert tick_label(value, step) == expected


BINS = (Bin(0, 10, 5), Bin(10, 20, 20), Bin(20, 40, 10))


def distribution(*bins):
    return histogram(
        "key",
        "title",
        "words",
        NumberFigures(mean=22, sd=1, box=Box(minimum=0, q1=10, median=20, q3=30, maximum=40), histogram=bins),
    )


def test_labels_of_a_histogram_stand_on_no_column():
    drawn = distribution(*(Bin(low, low + 1, count) for low, count in enumerate([50, 48, 12, 2])))
    named = {level.label: level.at for level in drawn.levels if level.label}
    assert named == {"60": "0.00%"}


def test_a_histogram_names_its_levels_where_the_columns_are_low():
    drawn = distribution(*(Bin(low, low + 1, count) for low, count in enumerate([2, 5, 30, 55, 3])))
    assert [level.label for level in drawn.levels] == ["20", "40", "60"]


def test_columns_of_a_histogram_are_as_high_as_their_counts_and_as_wide_as_their_bins():
    drawn = distribution(*BINS)
    assert [at(column.height) for column in drawn.columns] == [25, 100, 50]
    assert at(drawn.columns[2].width) == pytest.approx(2 * at(drawn.columns[1].width), rel=0.05)
    assert (drawn.middle.start, drawn.middle.width, drawn.middle.median) == ("25.00%", "50.00%", "50.00%")


def test_the_largest_bar_fills_the_width_and_a_small_group_has_none():
    drawn = bars("key", "title", "words", [("a", "40", 40), ("b", "10", 10), ("c", "fewer than 10", None)])
    assert [bar.width for bar in drawn.bars] == ["100.00%", "25.00%", ""]


def test_the_marks_of_a_box_stand_in_their_order():
    box = Box(minimum=2, q1=20, median=30, q3=55, maximum=97)
    group = Group(choice="yes", n=20, mean=35, interval=Interval(33, 37), box=box)
    row = boxes("key", "title", "words", "points", [(group, "n 20")]).rows[0]
    places = [
        at(place) for place in (row.minimum, row.q1, row.median, row.low, row.mean, row.high, row.q3, row.maximum)
    ]
    assert places == sorted(places)
    assert at(row.q1) + at(row.box_width) == pytest.approx(at(row.q3))


@pytest.mark.parametrize(("name", "shift"), [("yes", 0), ("a very long name of a group of students", 18)])
def test_long_names_get_a_line_of_their_own(name, shift):
    assert bars("key", "title", "words", [(name, "40 (100 %)", 40)] * 2).bars[1].y == 38 + shift


def test_names_that_no_line_holds_are_cut():
    bar = bars("key", "title", "words", [("x" * 60, "40 (100 %)", 40)]).bars[0]
    assert bar.label == "x" * 41 + "…"


def compared(slope, intercept, points):
    line = StraightLine(
        r=0.5, interval=Interval(0.4, 0.6), p_value=0.0, slope=slope, intercept=intercept, quartiles=Interval(2, 8)
    )
    return NumberComparison(field="x", target="y", n=len(points), line=line, scatter=tuple(points))


def test_a_dot_of_a_scatter_sits_where_its_values_say():
    drawn = scatter("key", "title", "words", ("x", "y"), compared(0.0, 5.0, [(0, 0), (5, 10), (10, 5)]))
    assert drawn.dots == f"M0 {SIDE}h0M{SIDE // 2} 0h0M{SIDE} {SIDE // 2}h0"


@pytest.mark.parametrize(("slope", "intercept"), [(10.0, -50.0), (-10.0, 60.0), (0.1, 2.0)])
def test_the_line_of_a_scatter_stays_in_the_plot_and_on_its_slope(slope, intercept):
    line = scatter("key", "title", "words", ("x", "y"), compared(slope, intercept, [(0, 0), (10, 10)])).line
    x1, y1, x2, y2 = (at(place) / 10 for place in (line.x1, line.y1, line.x2, line.y2))
    assert 10 - y1 == pytest.approx(intercept + slope * x1, abs=0.02)
    assert 10 - y2 == pytest.approx(intercept + slope * x2, abs=0.02)
    assert all(0 <= place <= 10 for place in (x1, y1, x2, y2))


@pytest.mark.parametrize("change", [{}, {"line": None}])
def test_no_line_is_drawn_where_nothing_goes_up_or_down(change):
    comparison = replace(compared(0.0, 5.0, [(0, 5), (10, 5)]), **change)
    assert scatter("key", "title", "words", ("x", "y"), comparison).line is None
