"""When ranges are in band, and what keeps a new model from going live."""

import json
from dataclasses import asdict

import numpy as np
import pytest

from mlcore.pipeline.from_json import from_json
from mlcore.pipeline.results.diagnosis import LevelCoverage
from mlcore.pipeline.results.gate.comparison import LiveComparison
from mlcore.pipeline.results.gate.groups import GroupLoss, GroupLosses
from mlcore.pipeline.results.gate.verdict import Verdict
from mlcore.pipeline.results.groups import NumberBand
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.stats.estimates import wilson
from mlcore.pipeline.stats.intervals import mean_interval

LOSS = GroupLoss(
    field="final",
    group=NumberBand(0, 40),
    rows=60,
    in_tens=False,
    mae=7.0,
    live_mae=4.0,
    difference=Estimate(3.0, 1.5, 4.5),
)
BETTER = LiveComparison(kind="not worse", folds=25, rmse=5.0, live_rmse=5.2, difference=Estimate(-0.2, -0.4, 0.0))


def level(level, inside, rows):
    return LevelCoverage(level, rows, wilson(np.repeat([1.0, 0.0], [inside, rows - inside])))


@pytest.mark.parametrize(
    ("asked", "inside", "rows", "is_in_band"),
    [
        (80, 120, 160, True),  # chance explains 75 % of 160
        (80, 104, 160, False),
        (80, 7_850, 10_000, True),  # short by too little to matter, however sure
        (80, 7_600, 10_000, False),
        (90, 880, 1_000, True),
        (90, 840, 1_000, False),
        (80, 910, 1_000, True),  # results that many share are held together
        (80, 990, 1_000, False),
        (90, 40, 40, True),
    ],
)
def test_the_band_allows_for_chance_at_so_many_rows(asked, inside, rows, is_in_band):
    assert level(asked, inside, rows).is_in_band is is_in_band


def test_ranges_that_hold_too_seldom_refuse_a_model_that_is_not_worse():
    verdict = Verdict(live=1, comparison=BETTER, ranges=(level(80, 800, 1_000), level(90, 800, 1_000)))
    assert [one.level for one in verdict.out_of_band] == [90]
    assert not verdict.passes


def test_a_first_model_whose_ranges_do_not_hold_waits_too():
    assert Verdict(live=0, ranges=(level(80, 800, 1_000),)).passes
    assert not Verdict(live=0, ranges=(level(80, 600, 1_000),)).passes


def test_one_group_that_errs_more_refuses_a_model_that_is_better_in_all():
    groups = GroupLosses(compared=12, allowed=1.0, worse=())
    assert LiveComparison(**vars(BETTER) | {"groups": groups}).passes
    assert not LiveComparison(**vars(BETTER) | {"groups": GroupLosses(compared=12, allowed=1.0, worse=(LOSS,))}).passes


def test_what_is_stored_is_read_again():
    groups = GroupLosses(compared=12, allowed=1.0, worse=(LOSS,))
    verdict = Verdict(
        live=1, comparison=LiveComparison(**vars(BETTER) | {"groups": groups}), ranges=(level(80, 8, 10),)
    )
    assert from_json(Verdict, json.loads(json.dumps(asdict(verdict)))) == verdict


def test_a_verdict_of_an_older_release_is_read_and_passes_as_it_did():
    comparison = asdict(BETTER)
    del comparison["groups"], comparison["without"]
    verdict = from_json(Verdict, {"live": 1, "comparison": comparison, "no_gain": False, "leaks": []})
    assert (verdict.passes, verdict.ranges, verdict.comparison.groups) == (True, (), None)


def test_an_interval_that_holds_with_others_is_wider():
    values = np.random.default_rng(0).normal(0, 1, 40)
    one, of_twenty = mean_interval(values), mean_interval(values, looks=20)
    assert of_twenty.low < one.low < one.high < of_twenty.high
