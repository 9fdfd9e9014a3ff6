import json
from dataclasses import asdict, replace

import numpy as np
import pytest
import year_schema

from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.folds import usable_rows
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.from_json import from_json
from mlcore.pipeline.rehearsal.facts import Rehearsed
from mlcore.pipeline.rehearsal.rehearsal import rehearse
from mlcore.pipeline.stepwise import finished

RIDGE = Recipe.named("ridge", {})
FRAME = year_schema.frame(rows=240)


def rehearsed(frame=FRAME, **changed):
    schema = year_schema.schema(**changed)
    return finished(rehearse(frame, schema, schema.task("final"), RIDGE))


def beside(found, kind):
    return [one and round(one.error.mean, 9) for one in found.told_at(kind)]


BY_YEARS = rehearsed()


def test_a_year_is_told_by_the_years_before_it():
    assert (BY_YEARS.replayed, BY_YEARS.year, BY_YEARS.earlier) == ("year", "2026", ("2025",))
    assert (BY_YEARS.rows, BY_YEARS.learned, BY_YEARS.left_out) == (120, 120, 0)


def test_its_predictions_are_those_of_a_model_of_the_years_before():
    schema = year_schema.schema()
    earlier, own = (
        usable_rows(FRAME[FRAME["cohort"] == year], schema, schema.task("final")) for year in ("2025", "2026")
    )
    off = np.abs(own.target - RIDGE.fit(earlier).predict(own)).mean()
    assert BY_YEARS.points[-1].error.mean == pytest.approx(off)


def test_without_years_each_row_is_told_by_models_that_have_not_seen_it():
    found, schema = rehearsed(year=None), year_schema.schema(year=None)
    rows = usable_rows(FRAME, schema, schema.task("final"))
    assert (found.replayed, found.no_years, found.rows) == ("parts", "not named", 240)
    assert found.points[-1].error.mean == pytest.approx(np.abs(rows.target - cross_fit(RIDGE, rows).predicted).mean())


def test_each_point_says_what_came_and_knows_more_than_the_one_before():
    assert [at.new for at in BY_YEARS.points] == [("effort",), ("first",), ("second",)]
    widths = [at.ranges[0].width for at in BY_YEARS.points]
    assert widths[0] > widths[1] > widths[2]


def test_ranges_hold_about_as_often_as_they_say():
    assert all(one.held.is_in_band for at in BY_YEARS.points for one in at.ranges)


def test_the_last_mark_again_is_the_newest_that_is_known():
    own = FRAME[FRAME["cohort"] == "2026"]
    errors = [(own["final"] - own[slug]).abs().mean() for slug in ("first", "second")]
    assert beside(BY_YEARS, "last_mark")[1:] == pytest.approx(errors)


def test_before_any_mark_the_mean_of_the_years_before_stands_in():
    mean = FRAME["final"][FRAME["cohort"] == "2025"].mean()
    off = (FRAME["final"][FRAME["cohort"] == "2026"] - mean).abs().mean()
    assert beside(BY_YEARS, "last_mark")[0] == pytest.approx(off)
    assert [one.stood_in for one in BY_YEARS.told_at("last_mark")] == [120, 0, 0]


def test_who_lacks_the_newest_mark_has_the_one_before_it():
    gaps = FRAME.assign(second=FRAME["second"].where(FRAME["cohort"] == "2025"))
    found = beside(rehearsed(gaps), "last_mark")
    assert found[2] == found[1]


def test_teachers_are_beside_from_when_they_forecast():
    assert [one is None for one in BY_YEARS.told_at("teachers")] == [True, False, False]
    one = BY_YEARS.told_at("teachers")[1]
    assert one.difference.mean == pytest.approx(one.own.mean - one.error.mean)
    assert one.difference.low < one.difference.mean < one.difference.high


def test_forecasts_of_few_are_counted_and_not_told():
    few = FRAME.assign(foretold=FRAME["foretold"].where(FRAME.index >= 220))
    found = rehearsed(few)
    assert found.told_at("teachers") == (None, None, None)
    assert [at.foretold for at in found.points] == [None, 20, 20]


def test_chances_are_held_against_results_at_the_pass_mark():
    assert [[one.score for one in at.chances] for at in BY_YEARS.points] == [[10.0]] * 3


def test_the_same_seed_gives_the_same_figures_and_they_come_back_from_a_file():
    again = rehearsed()
    assert again == BY_YEARS
    assert from_json(Rehearsed, json.loads(json.dumps(asdict(again)))) == again


def test_a_later_cell_does_change_what_is_told_after_it():
    changed = FRAME.assign(second=20.0)
    assert rehearsed(changed).points[2].error != BY_YEARS.points[2].error


def test_rows_of_later_years_are_left_out():
    schema = year_schema.schema()
    found = finished(rehearse(year_schema.frame(rows=180, years=3), schema, schema.task("final"), RIDGE, year="2026"))
    assert (found.rows, found.learned, found.left_out) == (60, 60, 60)


def test_it_says_how_far_it_is():
    schema = year_schema.schema()
    steps = list(rehearse(FRAME, schema, schema.task("final"), replace(RIDGE, seed=7)))
    assert (steps[0], steps[-1], len(steps)) == ((0, 3, 1, 10), (2, 3, 10, 10), 30)
