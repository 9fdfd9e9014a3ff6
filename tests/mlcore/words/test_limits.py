"""The known limits of a model: each names whom it is about, and is silent where there is nothing to warn of."""

import pytest

from mlcore.pipeline.results.diagnosis import FieldErrors, GroupError
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.schema import Field, Schema
from mlcore.words import limits

MARKS = Field(slug="maths", label="Maths", kind="number", minimum=0, maximum=100, unit="points")
HOUSE = Field(slug="house", label="House", kind="category", choices=("red", "blue"))
SCHEMA = Schema(name="school", version=1, label="School", fields=(HOUSE, MARKS), tasks=())
NOTHING, EVEN, LEANING = Estimate(0, 0, 0), Estimate(0.1, -1, 1), Estimate(-2.0, -3.0, -1.0)


def group(name="red", bias=EVEN, covered=None):
    figures = {"n": 30, "actual": 60.0, "mae": NOTHING, "rmse": NOTHING, "middle": (-1.0, 0.0, 1.0)}
    return GroupError(group=name, bias=bias, covered=covered, **figures)


def errors(*groups, field="house", hidden=()):
    return [FieldErrors(field, groups, hidden)]


def test_whoever_predictions_lean_for_is_named_with_the_interval_and_the_side():
    said = limits.leaning(errors(group(bias=LEANING), group("blue")), SCHEMA, MARKS)
    assert "lean to one side for house “red” (2.0 points too low, between 1.0 and 3.0)." in said
    assert "Of 2 groups of all fields looked at, fewer than one would by chance alone." in said


def test_an_interval_that_leaves_zero_out_never_reads_as_zero():
    said = limits.leaning(errors(group(bias=Estimate(0.5, 0.01, 1.0))), SCHEMA, MARKS)
    assert "0.5 points too high, between less than 0.1 and 1.0" in said


@pytest.mark.parametrize("table", [[], errors(group()), errors(group(bias=LEANING), field="gone")])
def test_nobody_is_named_where_nobody_leans_or_the_field_has_left_the_schema(table):
    assert limits.leaning(table, SCHEMA, MARKS) == ""


def test_only_a_range_that_held_clearly_less_often_is_a_limit():
    short, unsure = Estimate(0.6, 0.5, 0.7), Estimate(0.75, 0.65, 0.85)
    said = limits.held_less_often(errors(group(covered=short), group("blue", covered=unsure)), SCHEMA)
    assert "for house “red” (60 %). That is 1 of 2 groups" in said
    assert limits.held_less_often(errors(group(covered=unsure)), SCHEMA) == ""


def test_hidden_groups_are_named_by_their_field():
    said = limits.too_few(errors(hidden=("red", "blue")), SCHEMA)
    traced = "Not shown, as figures could be traced to fewer than 10 students"
    assert said.startswith(f"{traced}: house “red” and “blue”. For them")
    assert limits.too_few(errors(hidden=("red",), field="gone"), SCHEMA) == ""


def test_inputs_that_are_numbers_are_needed_and_choices_are_not():
    assert limits.needs([HOUSE, MARKS]).startswith("Without maths the ranges can be wider")
    assert limits.needs([HOUSE]) == ""


@pytest.mark.parametrize(("looks", "said"), [(19, "fewer than one"), (20, "about 1"), (50, "about 3")])
def test_chance_alone_makes_one_group_in_twenty_lean(looks, said):
    assert limits.by_chance(looks) == said


def test_the_sum_over_all_groups_counts_those_that_lean():
    assert limits.lean(errors(group(bias=LEANING), group("blue"))).startswith("For 1 of 2 groups")
    assert limits.lean(errors(group())).startswith("For none of the 1 groups")
    assert limits.lean([]) == ""
