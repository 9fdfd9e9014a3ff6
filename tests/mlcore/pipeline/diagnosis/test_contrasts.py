"""Two groups set against each other, in the data and in the model: what may be said of them, and what may not."""

from functools import lru_cache

import numpy as np
import pandas as pd
import pytest
from causal_words import causal_words
from training_rows import school_rows, school_schema

from mlcore.pipeline.diagnosis.dependence import dependence
from mlcore.pipeline.diagnosis.importance import closest_pair
from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.folds import usable_rows
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.results.diagnosis import Contrast
from mlcore.pipeline.results.groups import Bound
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.schema import Field
from mlcore.pipeline.stats import intervals
from mlcore.pipeline.stepwise import finished
from mlcore.pipeline.training.making_bundle import make_bundle
from mlcore.words.diagnosis import opposite_signs, same_signs

SCORE = Field(slug="physics", label="Physics", kind="number", minimum=0, maximum=100, unit="points")
HOUSE = Field(slug="house", label="House", kind="category", choices=("red", "blue", "green"))
ABSENT = Field(slug="absent", label="Days absent", kind="number", minimum=0, maximum=60)


def of_fields(frame):
    study = Study.of(frame, school_schema(), school_schema().tasks[0], seed=1)
    recipe = Recipe.named("linear", {"engineered": False}, seed=1)
    cross_fitted = cross_fit(recipe, study.rows)
    bundle = make_bundle(study, recipe, cross_fitted)
    return {one.field: one for one in finished(dependence(study, cross_fitted, bundle, study.task.inputs))}


@lru_cache
def school():
    frame = school_rows(200, missing=False)
    return frame, of_fields(frame)


def contrast(own, raw=(11.0, 4.0, 18.0), groups=2, opposite=False, names=("red", "blue"), in_tens=False):
    counts = {"n_higher": 24, "n_lower": 11, "groups": groups, "in_tens": in_tens}
    ends = dict(zip(("raw", "raw_low", "raw_high"), raw, strict=True))
    return Contrast(higher=names[0], lower=names[1], own=Estimate(*own), opposite=opposite, **ends, **counts)


def test_the_widest_of_several_gaps_has_an_interval_that_holds_for_any_two():
    frame, found = school()
    gap = found["effort"].contrast
    high, low = (frame.loc[frame["effort"] == one, "physics"].to_numpy() for one in (gap.higher, gap.lower))
    assert (gap.raw_low, gap.raw_high) == pytest.approx(intervals.any_two(high, low, 3))
    assert (gap.n_higher, gap.n_lower, gap.groups) == (len(high), len(low), 3)


def test_several_groups_that_differ_are_not_called_opposite_where_the_two_furthest_apart_are_not_clear():
    random = np.random.default_rng(9)
    logic = random.normal(50, 10, 150)
    track = np.where(random.random(150) < 0.1, "west", random.choice(["north", "south"], 150)).astype(object)
    frame = pd.DataFrame({"track": track, "house": "a", "effort": "low", "logic": logic.clip(0, 100), "music": 50.0})
    frame["physics"] = (logic - 10 * (track == "west") + 10.5 * (track == "west")).clip(0, 100)
    gap = of_fields(frame)["track"].contrast
    assert gap.raw_low < 0
    assert not gap.opposite


def test_quarters_are_cut_at_values_that_people_name_and_hold_just_those_students():
    frame = school_rows(200, missing=False)
    frame["logic"] = frame["logic"] + 0.37
    gap = of_fields(frame)["logic"].contrast
    upper, lower = gap.higher.value, gap.lower.value
    assert (gap.higher.side, gap.lower.side) == ("least", "most")
    assert upper == round(upper)
    assert (gap.n_higher, gap.n_lower) == ((frame["logic"] >= upper).sum(), (frame["logic"] <= lower).sum())


def test_curves_are_drawn_through_values_that_people_name():
    places = [point.at for point in school()[1]["logic"].points]
    assert places == [round(at) for at in places]
    assert len(places) > 5


def test_a_wide_interval_around_zero_is_no_proof_that_the_model_tells_nobody_apart():
    said = same_signs(contrast((4.5, -0.4, 9.5)), HOUSE, SCORE)
    assert said.endswith("the model's predictions are 5 points higher with “red”, though that could be chance.")


def test_only_a_narrow_interval_around_zero_says_that_the_model_hardly_tells_them_apart():
    assert "hardly tells them apart" in same_signs(contrast((0.1, -0.5, 0.7)), HOUSE, SCORE)


def test_a_difference_in_the_data_that_could_be_chance_is_called_so():
    said = same_signs(contrast((3.0, 1.0, 5.0), raw=(11.0, -2.0, 24.0), groups=4), HOUSE, SCORE)
    assert said.startswith("Students with house “red” scored 11 points higher than those with “blue”, the two furthest")
    assert "apart of 4 groups, though that could be chance. With all" in said


def test_cuts_of_a_number_are_said_in_plain_words():
    gap = contrast((-3.0, -5.0, -1.0), names=(Bound("most", 2), Bound("least", 6)))
    said = same_signs(gap, ABSENT, SCORE)
    assert said.startswith("Students with 2 or less for days absent scored 11 points higher than those with 6 or more.")


def test_opposite_signs_of_two_out_of_several_groups_say_so_without_advice():
    note = opposite_signs(contrast((-3.0, -5.0, -1.0), groups=3, opposite=True), HOUSE, SCORE)
    assert "the two furthest apart of 3 groups" in note
    assert "no ground for advice" in note
    assert causal_words(note) == []


def test_the_two_numbers_that_go_together_most_closely_are_found():
    schema = school_schema()
    frame = school_rows(200)
    found = closest_pair(usable_rows(frame, schema, schema.tasks[0]))
    assert (found.first, found.second) == ("logic", "music")
    assert found.r == pytest.approx(frame["logic"].corr(frame["music"]))


def test_numbers_that_go_together_loosely_are_not_named():
    schema = school_schema()
    frame = school_rows(200).assign(music=np.random.default_rng(2).integers(0, 100, 200).astype(float))
    assert closest_pair(usable_rows(frame, schema, schema.tasks[0])) is None
