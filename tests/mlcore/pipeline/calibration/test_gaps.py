"""Ranges of rows with several gaps: measured where the data have such rows, else answered by a rule that fits."""

from collections import Counter
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from gappy_rows import INPUTS, SLUGS, gappy_rows
from hypothesis import given
from hypothesis import strategies as st
from models_asked import ModelAsked
from served_bundles import half_width

from mlcore.pipeline.calibration import gaps
from mlcore.pipeline.calibration.calibrating import calibrate
from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.pipeline.distribution.predictive_system import PredictiveSystem
from mlcore.pipeline.distribution.quantiles import conformal_quantile
from mlcore.pipeline.fitting.cross_fitting import CrossFit, cross_fit
from mlcore.pipeline.fitting.folds import Rows
from mlcore.pipeline.fitting.recipe import Recipe

SOME = st.frozensets(st.sampled_from(SLUGS))
RIDGE = Recipe.named("ridge", {})


@cache
def cross_fitted(rows: int = 1_500, away: float = 0.12) -> tuple[Rows, CrossFit]:
    learned = gappy_rows(rows, seed=1, away=away)
    return learned, cross_fit(RIDGE, learned)


@cache
def ranges(rows: int = 1_500, away: float = 0.12) -> PredictiveSystem:
    return calibrate(*cross_fitted(rows, away))


def missing_in(rows: Rows) -> list[frozenset[str]]:
    return [frozenset(np.array(SLUGS)[lacks].tolist()) for lacks in rows.inputs.isna().to_numpy()]


def blanked(rows: Rows, missing: frozenset[str]) -> Rows:
    return replace(rows, inputs=rows.inputs.assign(**dict.fromkeys(missing, np.nan)))


@pytest.mark.parametrize("away", [0.06, 0.12, 0.16, 0.2])
def test_ninety_percent_of_rows_with_gaps_lie_inside(away):
    unseen = gappy_rows(4_000, seed=2, away=away)
    errors = np.abs(RIDGE.fit(cross_fitted(1_500, away)[0]).predict(unseen) - unseen.target)
    sets = missing_in(unseen)
    inside = errors <= [half_width(ranges(1_500, away), 90, missing) for missing in sets]
    several = np.array([len(missing) > 1 for missing in sets])
    assert 0.88 <= inside.mean() <= 0.92
    assert 0.87 <= inside[several].mean() <= 0.95


@pytest.mark.parametrize("away", [0.06, 0.12, 0.16, 0.2])
def test_ranges_are_hardly_wider_than_one_measured_per_set_on_all_rows(away):
    model, whole = RIDGE.fit(cross_fitted(1_500, away)[0]), gappy_rows(3_000, seed=3, away=0)
    counts = dict(Counter(missing_in(gappy_rows(2_000, seed=2, away=away))).most_common(100))
    served = [half_width(ranges(1_500, away), 90, missing) for missing in counts]
    errors = (np.abs(model.predict(blanked(whole, missing)) - whole.target) for missing in counts)
    needed = [conformal_quantile(off, 90) for off in errors]
    often = list(counts.values())
    assert np.average(served, weights=often) <= 1.05 * np.average(needed, weights=often)


def test_two_open_fields_of_many_are_not_answered_as_if_nothing_were_known():
    complete = gappy_rows(800, seed=4, away=0)
    found = calibrate(complete, cross_fit(RIDGE, complete))
    model, unseen = RIDGE.fit(complete), gappy_rows(3_000, seed=5, away=0)
    for two in (frozenset(SLUGS[:2]), frozenset(SLUGS[-2:])):
        assert two not in found.by_set.sets
        errors = np.abs(model.predict(blanked(unseen, two)) - unseen.target)
        assert 0.86 <= (errors <= half_width(found, 90, two)).mean() <= 0.94
        assert half_width(found, 90, two) < 0.8 * half_width(found, 90, SLUGS)


@given(less=SOME, more=SOME)
def test_knowing_less_is_never_narrower_whatever_was_measured(less, more):
    for level in LEVELS:
        assert half_width(ranges(), level, less | more) >= half_width(ranges(), level, less)


@given(SOME)
def test_ranges_with_each_gap_closed_are_those_of_the_other_gaps(missing):
    each = [[ranges().ends(missing - {slug}, 5.0)[level] for level in LEVELS] for slug in SLUGS if slug in missing]
    assert [[*map(tuple, ends)] for ends in ranges().ends_around(missing, 5.0)[1:].tolist()] == each


@given(SOME)
def test_the_wider_level_is_never_narrower(missing):
    assert half_width(ranges(), 90, missing) >= half_width(ranges(), 80, missing)


@given(SOME)
def test_ranges_that_were_stored_answer_the_same(missing):
    stored = PredictiveSystem.from_dict(ranges().to_dict())
    assert stored.quantiles(missing, 5.0).tolist() == ranges().quantiles(missing, 5.0).tolist()


def test_sets_that_twenty_rows_have_are_measured():
    often = [missing for missing, count in Counter(missing_in(cross_fitted()[0])).items() if count >= 20]
    assert any(len(missing) > 1 for missing in often)
    assert set(often) <= set(ranges().by_set.sets)


def test_only_the_most_frequent_sets_are_measured(monkeypatch):
    monkeypatch.setattr(gaps, "MOST_OF_THE_DATA", 2)
    lacking = np.repeat(np.eye(INPUTS, dtype=bool)[:3] | np.eye(INPUTS, dtype=bool)[3:6], [20, 22, 21], axis=0)
    found = gaps.measured_sets(cross_fitted()[0].fields, lacking)
    twos = [missing for missing in found if len(missing) == 2]
    assert twos == [frozenset({SLUGS[1], SLUGS[4]}), frozenset({SLUGS[2], SLUGS[5]})]


class OffByKind(ModelAsked):
    """Off by 1 where all is known, by 2 where the first is missing; whoever lacks it by themselves by `away`."""

    def __init__(self, absent: np.ndarray, away: float) -> None:
        self.absent, self.away = absent, away

    def predict(self, rows: Rows) -> np.ndarray:
        gone = rows.inputs[SLUGS[0]].isna().to_numpy()
        off = np.where(self.absent[rows.inputs.index], self.away, np.where(gone, 2.0, 1.0))
        spread = np.linspace(0.9, 1.1, 2_000)[rows.inputs.index]
        return rows.target + np.where(rows.inputs.index // 2 % 2, 1, -1) * off * spread


def half_without_first(absent: int, away: float) -> float:
    rows = gappy_rows(600, seed=6, away=0)
    who = np.arange(600) % (600 // absent) == 0
    inputs = rows.inputs.assign(**{SLUGS[0]: rows.inputs[SLUGS[0]].mask(who)})
    rows, model = replace(rows, inputs=inputs), OffByKind(who, away)
    fold = (np.arange(600), np.arange(600))
    return half_width(calibrate(rows, CrossFit([fold], [model], rows.target)), 90, {SLUGS[0]})


@pytest.mark.parametrize(("absent", "away", "width"), [(60, 6.0, 6), (60, 2.0, 2), (40, 6.0, 2)])
def test_rows_that_have_exactly_the_set_speak_alone_where_they_are_enough_and_differ(absent, away, width):
    assert half_without_first(absent, away) == pytest.approx(width, rel=0.12)
