"""Fields against a target and against each other, checked with scipy's own tests."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from explored import EXAMS, HSB2, SMALL, exams, frames, hsb2
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.explore.groups import largest_difference
from mlcore.pipeline.explore.matrix import against, against_target, cramers_v, matrix
from mlcore.pipeline.explore.results import ALL_THE_SAME, NOT_ENOUGH_ROWS, ONE_GROUP
from mlcore.pipeline.stats import intervals


def scores(frame, field, choice, target):
    return frame.loc[frame[field] == choice, target].to_numpy()


def cell(frame, schema, row, column):
    grid = matrix(frame, schema)
    return grid.rows[grid.fields.index(row)][grid.fields.index(column)]


def small(choices, values):
    return pd.DataFrame({"club": choices, "english": np.asarray(values, dtype=float)})


def test_two_groups_differ_by_welchs_interval():
    found = against(exams(), EXAMS, "test_preparation", "math_score")
    done, none = (scores(exams(), "test_preparation", choice, "math_score") for choice in ("completed", "none"))
    expected = stats.ttest_ind(done, none, equal_var=False)
    low, high = expected.confidence_interval(0.95)
    assert (found.difference.higher, found.difference.lower) == ("completed", "none")
    assert found.difference.points == pytest.approx(done.mean() - none.mean())
    assert found.difference.interval == pytest.approx((low, high))
    assert found.p_value == pytest.approx(expected.pvalue)


def test_groups_have_means_with_intervals_and_boxes_in_the_schemas_order():
    found = against(exams(), EXAMS, "parental_education", "writing_score")
    assert [group.choice for group in found.groups] == list(EXAMS.field("parental_education").choices)
    first, values = found.groups[0], scores(exams(), "parental_education", "some high school", "writing_score")
    low, high = stats.t.interval(0.95, len(values) - 1, values.mean(), stats.sem(values))
    assert (first.n, first.mean) == (len(values), pytest.approx(values.mean()))
    assert first.interval == pytest.approx((low, high))
    assert (first.box.median, first.box.maximum) == (np.median(values), values.max())


def test_many_groups_report_the_largest_gap_and_a_test_without_equal_variances():
    found = against(hsb2(), HSB2, "programme", "math")
    groups = [scores(hsb2(), "programme", choice, "math") for choice in HSB2.field("programme").choices]
    means = [group.mean() for group in groups]
    assert found.difference.points == pytest.approx(max(means) - min(means))
    everyone = stats.tukey_hsd(*groups, equal_var=False).confidence_interval(0.95)
    pair = means.index(max(means)), means.index(min(means))
    assert found.difference.interval == pytest.approx((everyone.low[pair], everyone.high[pair]))
    assert found.p_value == pytest.approx(stats.f_oneway(*groups, equal_var=False).pvalue)


def test_the_largest_of_many_gaps_that_are_nothing_is_seldom_said_to_be_something():
    random, loud = np.random.default_rng(3), 0
    for _ in range(200):
        groups = {name: random.normal(size=15) for name in "abcdefgh"}
        loud += largest_difference(groups).interval.low > 0
    assert loud <= 18


def test_eta_squared_is_the_share_between_the_groups():
    groups = [np.array([1.0, 3.0]), np.array([5.0, 7.0])]
    assert intervals.eta_squared(groups) == pytest.approx(16 / 20)


def test_small_groups_are_hidden_by_name_and_leave_every_figure():
    buses = ["red"] * 20 + ["blue"] * 9 + ["green"] * 14
    frame = pd.DataFrame({"bus": buses, "english": [*range(40, 60), *[100.0] * 9, *range(50, 64)]})
    found = against(frame, SMALL, "bus", "english")
    assert found.hidden == ("blue",)
    assert [group.choice for group in found.groups] == ["red", "green"]
    assert (found.n, found.difference.points) == (34, pytest.approx(7.0))


def test_a_group_of_all_but_a_few_is_hidden_with_them():
    frame = small(["no"] * 20 + ["yes"] * 9, [*range(40, 60), *[100] * 9])
    found = against(frame, SMALL, "club", "english")
    assert found.hidden == ("yes",)
    assert (found.groups, found.n, found.difference, found.note) == ((), 0, None, ONE_GROUP)


def test_cells_beside_a_hidden_group_count_in_tens():
    buses = ["red"] * 20 + ["blue"] * 9 + ["green"] * 14
    frame = pd.DataFrame({"bus": buses, "english": np.arange(43.0), "art": np.arange(43.0)})
    assert (cell(frame, SMALL, "bus", "english").n, cell(frame, SMALL, "bus", "english").is_rounded) == (30, True)
    assert (cell(frame, SMALL, "art", "english").n, cell(frame, SMALL, "art", "english").is_rounded) == (43, False)


def test_ten_students_are_enough_to_be_shown():
    found = against(small(["no"] * 10 + ["yes"] * 10, [40, 50] * 10), SMALL, "club", "english")
    assert found.hidden == ()
    assert [group.n for group in found.groups] == [10, 10]


def test_constant_target_has_no_effect_size():
    found = against(small(["no"] * 10 + ["yes"] * 10, [50] * 20), SMALL, "club", "english")
    assert (found.eta_squared, found.p_value, found.note) == (None, 1.0, ALL_THE_SAME)


def test_groups_that_never_overlap_are_told_apart():
    found = against(small(["no"] * 10 + ["yes"] * 10, [40] * 10 + [60] * 10), SMALL, "club", "english")
    assert found.difference.interval == (20, 20)
    assert (found.eta_squared, found.p_value) == (1.0, 0.0)


def test_two_numbers_have_a_correlation_with_fishers_interval_and_a_line():
    found = against(hsb2(), HSB2, "read", "math")
    expected = stats.pearsonr(hsb2()["read"], hsb2()["math"])
    low, high = expected.confidence_interval(0.95)
    line = stats.linregress(hsb2()["read"], hsb2()["math"])
    assert (found.line.r, found.p_value) == pytest.approx((expected.statistic, expected.pvalue))
    assert found.line.interval == pytest.approx((low, high))
    assert (found.line.slope, found.line.intercept) == pytest.approx((line.slope, line.intercept))


def test_binned_means_cover_every_student_in_order_of_the_field():
    found = against(exams(), EXAMS, "reading_score", "math_score")
    assert sum(binned.n for binned in found.binned) == 1000
    assert all(one.end < other.start for one, other in pairwise(found.binned))
    assert all(binned.interval.low <= binned.mean <= binned.interval.high for binned in found.binned)


def test_scatter_is_thinned_to_the_same_500_rows_every_time():
    first, again = (against(exams(), EXAMS, "reading_score", "math_score").scatter for _ in range(2))
    pairs = set(zip(exams()["reading_score"], exams()["math_score"], strict=True))
    assert len(first) == 500
    assert first == again
    assert set(first) <= pairs


def test_nine_pairs_are_too_few_to_be_shown():
    found = against(exams().head(9), EXAMS, "reading_score", "math_score")
    assert (found.note, found.line, found.scatter, found.binned) == (NOT_ENOUGH_ROWS, None, (), ())


def test_every_other_field_is_compared_with_the_target():
    found = against_target(hsb2(), HSB2, "math")
    assert [c.field for c in found] == [field.slug for field in HSB2.fields if field.slug != "math"]


def test_a_class_name_is_neither_field_nor_target():
    with pytest.raises(SchemaError, match="form is not a number"):
        against(small(["no"] * 20, [50] * 20), SMALL, "form", "english")


def test_matrix_names_the_measure_of_every_cell():
    assert cell(exams(), EXAMS, "gender", "lunch").measure == "cramers-v"
    assert cell(exams(), EXAMS, "lunch", "math_score").measure == "correlation-ratio"
    assert cell(exams(), EXAMS, "math_score", "reading_score").measure == "correlation"
    assert cell(exams(), EXAMS, "gender", "gender").measure == "itself"


def test_matrix_keeps_the_sign_of_a_correlation():
    frame = pd.DataFrame({"english": np.arange(20.0), "art": np.arange(20.0)[::-1]})
    found = cell(frame, SMALL, "english", "art")
    assert (found.signed, found.strength) == (pytest.approx(-1), pytest.approx(1))


def test_correlation_ratio_is_the_root_of_eta_squared():
    expected = against(exams(), EXAMS, "race_ethnicity", "math_score").eta_squared ** 0.5
    assert cell(exams(), EXAMS, "math_score", "race_ethnicity").strength == pytest.approx(expected)


def test_cramers_v_is_one_for_equal_fields_and_nought_for_unrelated_ones():
    places = np.repeat([0, 1, 2], 20)
    assert cramers_v(places, places, 3, 3) == (pytest.approx(1), 60)
    assert cramers_v(places, np.tile([0, 1], 30), 3, 2) == (0, 60)


def test_cramers_v_is_corrected_for_bias():
    random = np.random.default_rng(1)
    one, other = random.integers(0, 5, 60), random.integers(0, 5, 60)
    plain = stats.contingency.association(pd.crosstab(one, other).to_numpy(), method="cramer")
    assert cramers_v(one, other, 5, 5)[0] < plain


def test_cells_without_enough_rows_say_so():
    assert cell(exams().head(5), EXAMS, "gender", "lunch").note == NOT_ENOUGH_ROWS
    assert cell(exams().assign(gender="male"), EXAMS, "gender", "lunch").strength is None


@settings(deadline=None, max_examples=30)
@given(st.data(), st.sampled_from([HSB2, SMALL]))
def test_matrix_is_a_mirror_with_strengths_from_nought_to_one(data, schema):
    grid = matrix(data.draw(frames(schema)), schema)
    strengths = [[c.strength for c in row] for row in grid.rows]
    assert strengths == [list(column) for column in zip(*strengths, strict=True)]
    assert all(s is None or 0 <= s <= 1 for row in strengths for s in row)


def test_holm_corrects_the_smallest_most_and_never_reorders():
    found = intervals.holm({"a": 0.01, "b": 0.04, "c": 0.03})
    assert found == {"a": pytest.approx(0.03), "c": pytest.approx(0.06), "b": pytest.approx(0.06)}
