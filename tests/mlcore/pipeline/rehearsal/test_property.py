import numpy as np
import pytest
import year_schema
from hypothesis import given, settings
from hypothesis import strategies as st

from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.rehearsal.rehearsal import rehearse
from mlcore.pipeline.stepwise import finished

RIDGE = Recipe.named("ridge", {})
BY_YEARS, BY_PARTS = year_schema.schema(), year_schema.schema(year=None)
# Of each column, from which place among the points on it may move figures.
FROM = {"first": 1, "foretold": 1, "second": 2}
VALUES = st.one_of(st.integers(0, 20).map(float), st.just(np.nan))
CHANGES = st.lists(st.tuples(st.integers(0, 119), VALUES), min_size=1, max_size=60)


def rehearsed(frame, schema, **asked):
    return finished(rehearse(frame, schema, schema.task("final"), RIDGE, **asked))


BEFORE = {schema: rehearsed(year_schema.frame(), schema) for schema in (BY_YEARS, BY_PARTS)}


@pytest.mark.parametrize("schema", [BY_YEARS, BY_PARTS], ids=["years", "parts"])
@settings(max_examples=15, deadline=None)
@given(column=st.sampled_from(sorted(FROM)), changes=CHANGES)
def test_a_later_cell_changes_no_earlier_figure(schema, column, changes):
    frame = year_schema.frame()
    for row, value in changes:
        frame.loc[row, column] = value
    place = FROM[column]
    assert rehearsed(frame, schema).points[:place] == BEFORE[schema].points[:place]


@settings(max_examples=15, deadline=None)
@given(column=st.sampled_from(["effort", "first", "second", "foretold", "final"]), seed=st.integers(0, 1_000))
def test_nothing_of_a_later_year_changes_a_figure_of_an_earlier_one(column, seed):
    frame = year_schema.frame(rows=180, years=3)
    before = rehearsed(frame, BY_YEARS, year="2026")
    later = frame["cohort"] == "2027"
    frame.loc[later, column] = year_schema.frame(rows=180, seed=seed)[column][later]
    assert rehearsed(frame, BY_YEARS, year="2026").points == before.points


@settings(max_examples=15, deadline=None)
@given(changes=st.lists(st.tuples(st.integers(60, 119), st.integers(0, 20)), min_size=1, max_size=60))
def test_no_result_of_the_replayed_year_changes_how_wide_its_ranges_are(changes):
    frame = year_schema.frame()
    for row, value in changes:
        frame.loc[row, "final"] = float(value)
    assert widths(rehearsed(frame, BY_YEARS)) == widths(BEFORE[BY_YEARS])


def widths(found):
    return [[one.width for one in at.ranges] for at in found.points]
