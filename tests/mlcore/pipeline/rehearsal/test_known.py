from dataclasses import replace

import pytest
import year_schema

from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.rehearsal.known import known_at


def told(**changed):
    schema = year_schema.schema(**changed)
    return known_at(schema, schema.task("final"))


def test_at_each_point_there_is_what_came_by_then_the_newest_mark_first():
    assert [known.inputs for known in told()] == [("effort",), ("effort", "first"), ("effort", "first", "second")]
    assert [known.marks for known in told()] == [(), ("first",), ("second", "first")]
    assert [known.forecasts for known in told()] == [(), ("foretold",), ("foretold",)]


def test_nothing_is_told_before_the_first_input():
    assert [known.point for known in told(inputs=["first", "second"])] == year_schema.POINTS[1:]


def test_a_point_that_brings_nothing_is_left_out():
    points = [*year_schema.POINTS, "after the holidays"]
    assert [known.point for known in told(points=points)] == year_schema.POINTS


def test_without_points_everything_is_known_from_the_start():
    none = {slug: {"known": ""} for slug in ("first", "second", "foretold")}
    (known,) = told(points=[], field=none)
    assert (known.point, known.inputs) == ("", ("effort", "first", "second"))


def test_a_score_on_another_scale_is_no_last_mark():
    assert told(field={"second": {"maximum": 100}})[-1].marks == ("first",)


def test_the_year_is_no_input_of_a_rehearsal():
    schema = year_schema.schema(year="first", field={"first": {"known": ""}})
    task = replace(schema.task("final"), inputs=("first",))
    with pytest.raises(TrainingError, match="its only input"):
        known_at(schema, task)
