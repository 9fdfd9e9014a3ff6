"""Each field on its own, and the whole exploration as plain JSON."""

import json
from dataclasses import asdict

import numpy as np
import pandas as pd
import pytest
from explored import EXAMS, HSB2, SMALL, exams, frames, hsb2
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.explore import summary
from mlcore.pipeline.explore.facts import Exploration
from mlcore.pipeline.explore.results import ALL_THE_SAME, NOT_ENOUGH_ROWS
from mlcore.pipeline.from_json import from_json
from mlcore.pipeline.rows.columns import subgroup
from mlcore.pipeline.schema import InvalidValue


def small(**columns):
    return pd.DataFrame(columns)


def summary_of(slug, frame, schema=SMALL):
    return next(field for field in summary.summary(frame, schema).fields if field.field == slug)


def test_number_summary_gives_the_usual_figures():
    values = [float(value) for value in range(0, 101, 5)]
    found = summary_of("english", small(english=values))
    assert (found.n, found.missing, found.figures.mean) == (21, 0, 50)
    assert found.figures.box.in_order == (0, 25, 50, 75, 100)
    assert found.figures.sd == pytest.approx(np.std(values, ddof=1))


def test_missing_and_impossible_values_are_counted_apart_and_left_out_of_the_figures():
    found = summary_of("english", small(english=[50.0] * 11 + [60.0] * 11 + [np.nan, 140.0, -3.0]))
    assert (found.n, found.missing, found.out_of_bounds) == (22, 1, 2)
    assert (found.figures.mean, found.figures.box.maximum) == (55, 60)


def test_histogram_counts_every_value_once_between_round_edges():
    found = summary_of("math_score", exams(), EXAMS)
    bars = found.figures.histogram
    edges = [bar.low for bar in bars]
    assert sum(bar.count for bar in bars) == found.n == 1000
    assert all(edge % 5 == 0 for edge in edges)
    assert bars[0].low >= 0
    assert bars[-1].high <= 100


@example([99.99999999999999] * 5 + [100.0] * 5)
@example([5e-324] * 12)
@example([72.5] * 12)
@example([0.1, 0.2, 0.3, 0.7] * 3)
@given(st.lists(st.floats(0, 100), min_size=10, max_size=60))
def test_histogram_bins_touch_and_hold_all_values(values):
    bars = summary.histogram(np.array(values), SMALL.field("english"))
    assert sum(bar.count for bar in bars) == len(values)
    assert all(bar.low < bar.high for bar in bars)
    assert [bar.high for bar in bars[:-1]] == [bar.low for bar in bars[1:]]


def test_few_whole_numbers_have_a_bin_each():
    bars = summary.histogram(np.array([1.0, 1, 2, 4]), SMALL.field("absences"))
    assert [(bar.low, bar.high, bar.count) for bar in bars] == [
        (0.5, 1.5, 2), (1.5, 2.5, 1), (2.5, 3.5, 0), (3.5, 4.5, 1)
    ]  # fmt: skip


def test_choices_are_counted_in_the_order_of_the_schema():
    found = summary_of("year", small(year=["third"] * 6 + ["first"] * 6 + [None, "ninth"]))
    assert [(c.choice, c.count, c.share) for c in found.choices] == [
        ("first", 6, 0.5), ("second", 0, 0.0), ("third", 6, 0.5)
    ]  # fmt: skip
    assert (found.n, found.missing, found.out_of_bounds) == (12, 1, 1)


def test_summary_counts_rows_repeated_in_every_field():
    frame = pd.concat([exams().head(50), exams().head(3)])
    again = summary.summary(exams().head(50), EXAMS).duplicate_rows
    assert summary.summary(frame, EXAMS).duplicate_rows == again + 3
    assert summary.summary(frame, EXAMS).rows == 53


def test_names_of_classes_are_not_explored():
    slugs = [field.field for field in summary.summary(small(form=["8a"] * 20), SMALL).fields]
    assert "form" not in slugs


def test_nine_scores_are_too_few_to_be_shown():
    found = summary_of("english", small(english=[50.0, 60, 70] * 3))
    assert (found.note, found.figures) == (NOT_ENOUGH_ROWS, None)


def test_subgroup_keeps_only_its_rows():
    frame = subgroup(exams(), EXAMS, "lunch", "Standard")
    assert set(frame["lunch"]) == {"standard"}
    assert len(frame) == (exams()["lunch"] == "standard").sum()


@pytest.mark.parametrize("choice", ["caviar", "", "nan"])
def test_subgroup_of_an_unknown_choice_is_refused(choice):
    with pytest.raises(InvalidValue, match="expected one of: standard, free/reduced"):
        subgroup(exams(), EXAMS, "lunch", choice)


def test_subgroup_of_a_number_or_an_unknown_field_is_refused():
    with pytest.raises(InvalidValue, match="not by a number"):
        subgroup(exams(), EXAMS, "math_score", "70")
    with pytest.raises(SchemaError, match="no field 'shoes'"):
        subgroup(exams(), EXAMS, "shoes", "red")


def test_target_must_be_a_number():
    with pytest.raises(SchemaError, match="gender is not a number"):
        summary.explore(exams(), EXAMS, "gender")


def test_exploration_of_a_subgroup_knows_how_many_of_everyone_have_each_choice():
    found = summary.explore(exams(), EXAMS, "math_score", ("gender", "female"))
    assert found.summary.rows == (exams()["gender"] == "female").sum()
    assert {choices.field: choices.n for choices in found.everyone}["gender"] == 1000


@settings(deadline=None, max_examples=40)
@given(st.data(), st.sampled_from([EXAMS, HSB2, SMALL]))
def test_exploration_of_any_rows_comes_back_from_json_as_it_was(data, schema):
    found = summary.explore(data.draw(frames(schema)), schema, schema.tasks[0].target)
    text = json.dumps(asdict(found), allow_nan=False)
    assert from_json(Exploration, json.loads(text)) == found


@pytest.mark.parametrize("rows", [0, 1, 9])
def test_few_rows_say_that_they_are_few(rows):
    found = summary.explore(exams().head(rows), EXAMS, "math_score")
    assert found.summary.note == NOT_ENOUGH_ROWS
    assert {comparison.note for comparison in found.comparisons} == {NOT_ENOUGH_ROWS}
    assert [insight.kind for insight in found.insights] == ["not-enough"]


def test_frame_without_the_columns_is_all_missing():
    found = summary.explore(pd.DataFrame({"shoes": ["red"] * 12}), EXAMS, "math_score")
    assert found.summary.missing_values == 12 * len(EXAMS.fields)
    assert found.summary.duplicate_rows == 0


def test_constant_columns_are_said_to_be_constant():
    frame = hsb2().assign(math=50.0, gender="male")
    found = summary.explore(frame, HSB2, "math")
    notes = {field.field: field.note for field in found.summary.fields}
    assert notes["math"] == notes["gender"] == ALL_THE_SAME
    assert not [i for i in found.insights if i.kind in ("strongest", "groups", "changeable", "trend")]
