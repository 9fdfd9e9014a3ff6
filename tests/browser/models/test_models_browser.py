"""The pages about models in a real browser: no accessibility finding, nothing too wide, readable on paper."""

from dataclasses import asdict

import pytest
from accessibility import WINDOWS, is_too_wide, visit_all
from django.urls import reverse
from django.utils import timezone
from model_runs import measured_version

from mlcore.pipeline.results.diagnosis import LevelCoverage
from mlcore.pipeline.results.gate.comparison import LiveComparison
from mlcore.pipeline.results.gate.groups import GroupLoss, GroupLosses
from mlcore.pipeline.results.gate.verdict import Verdict
from mlcore.pipeline.results.scores import Estimate
from mlcore.versions import promotions

pytestmark = pytest.mark.browser


@pytest.fixture
def addresses(measured, math):
    first, run = math.versions.get(number=1), measured.run_id
    return [
        reverse("models"),
        *(reverse(name, args=[math.slug]) for name in ("model-comparison", "model-matters", "model-versions")),
        reverse("model-comparison", args=[math.slug]) + "?sort=-rmse",
        reverse("model-comparison", args=["reading"]),
        reverse("model-candidate", args=[math.slug, run, "linear"]),
        reverse("model-candidate", args=[math.slug, first.run_id, "linear"]),
        reverse("model-card", args=[measured.pk]),
        reverse("model-card", args=[first.pk]),
        reverse("model-promote", args=[first.pk]),
        reverse("model-rollback", args=[math.slug]),
        *(reverse("model-versions", args=[math.slug]) + f"?at={at}" for at in ("2020-02-03T10:00", "2999-01-01T00:00")),
    ]


@pytest.fixture
def refused(measured, math):
    """A version that the gate held back: one group errs more, and its ranges hold too seldom."""
    version = measured_version(math)
    field = next(field for field in math.schema_version.schema.fields if field.choices)
    gap = Estimate(2.5, 1.2, 3.8)
    about = {"rows": 120, "in_tens": False, "mae": 7.3, "live_mae": 4.8}
    loss = GroupLoss(field=field.slug, group=field.choices[0], difference=gap, **about)
    groups = GroupLosses(compared=24, allowed=1.0, worse=(loss,))
    figures = {"folds": 25, "rmse": 5.4, "live_rmse": 5.5, "difference": Estimate(-0.1, -0.3, 0.1)}
    ranges = (LevelCoverage(80, 1_000, Estimate(0.62, 0.59, 0.65)), LevelCoverage(90, 1_000, Estimate(0.9, 0.88, 0.92)))
    verdict = Verdict(live=2, comparison=LiveComparison(kind="not worse", groups=groups, **figures), ranges=ranges)
    version.run.details |= {"verdict": asdict(verdict)}
    version.run.save()
    return version


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_pages_about_a_version_that_the_gate_refused_are_accessible(browse, people, refused, math, scheme, width):
    page = browse(people.admin, scheme=scheme, width=width)
    check = reverse("model-promote", args=[refused.pk])
    card, run = reverse("model-card", args=[refused.pk]), reverse("model-comparison", args=[math.slug])
    assert visit_all(page, [check, f"{run}?run={refused.run_id}"]) == []
    promotions.promote(refused, who="head of school", why="we try it in class 8a")
    now = timezone.now().strftime("%Y-%m-%dT%H:%M:%S.%f")
    assert visit_all(page, [card, reverse("model-versions", args=[math.slug]) + f"?at={now}"]) == []


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_every_page_about_models_is_accessible_and_fits_its_window(browse, people, addresses, scheme, width):
    page = browse(people.admin, scheme=scheme, width=width)
    assert visit_all(page, addresses) == []


def test_a_candidate_with_all_its_tables_open_fits_a_phone(browse, people, measured, math):
    page = browse(people.stranger, width=390)
    page.goto(reverse("model-candidate", args=[math.slug, measured.run_id, "linear"]))
    for summary in page.locator("details.behind > summary").all():
        summary.click()
    assert not is_too_wide(page)


@pytest.fixture
def long_figures(measured):
    """As wide as a leaderboard gets: an end that needs three decimals, times of several digits, a long standing."""
    for result, rmse in zip(measured.run.results.all(), (5.0, 5.02, 17.0, 15.0), strict=True):
        folds = [rmse * (1 + fold / 1000) for fold in (0, 7, 1)]
        result.figures["fold_scores"] = {"rmse": folds, "ratio": [0.25] * 3}
        held_out = {"r2": -0.008, "mae": 10.2, "mse": 184.7, "rmse": 13.59}
        less = [{"rule": "not repeated", "above": 500}]
        result.figures |= {"held_out": held_out, "fit_seconds": 0.104, "gap": 0.208, "effort": less}
        result.save()


@pytest.mark.parametrize("width", [1440, 1150, 1024, 961, 390])
def test_the_leaderboard_stays_inside_its_sheet(browse, people, long_figures, math, width):
    page = browse(people.stranger, width=width)
    page.goto(reverse("model-comparison", args=[math.slug]))
    board, sheet = (page.locator(one).bounding_box() for one in (".board tbody", ".sheet:has(> .board)"))
    assert board["x"] + board["width"] <= sheet["x"] + sheet["width"] - (board["x"] - sheet["x"]) + 1
    assert not is_too_wide(page)


@pytest.mark.parametrize("width", [1440, 390])
def test_a_heading_sorts_without_scripts(browse, people, measured, math, width):
    page = browse(people.stranger, width=width, scripts=False)
    page.goto(reverse("model-comparison", args=[math.slug]))
    for direction in ("descending", "ascending"):
        page.get_by_role("link", name="R²").click()
        page.locator(f"[aria-sort={direction}]", has_text="R²").wait_for()
    assert page.locator("tbody th[scope=row]").first.inner_text().startswith("Predict the mean")


def test_an_admin_makes_another_version_live_without_scripts(browse, people, measured, math):
    page = browse(people.admin, scripts=False)
    page.goto(reverse("model-versions", args=[math.slug]))
    page.get_by_role("link", name="Make version 1 live").click()
    page.get_by_label("Why").fill("The new one was too eager.")
    page.get_by_role("button", name="Make version 1 live").click()
    page.locator("main").get_by_text("Version 1 is live now.").first.wait_for()


def test_on_paper_the_card_keeps_its_figures_and_loses_the_menu(browse, people, measured):
    page = browse(people.stranger)
    page.goto(reverse("model-card", args=[measured.pk]))
    page.emulate_media(media="print")
    assert not page.locator(".nav").is_visible()
    assert page.locator(".groups").is_visible()
    assert page.get_by_role("heading", name="What it must not be used for").is_visible()


def test_a_dot_sits_where_its_figure_says(browse, people, measured, math):
    page = browse(people.stranger)
    page.goto(reverse("model-comparison", args=[math.slug]))
    row = page.locator("tr.board__chosen")
    tracks = [row.locator(".mark-track").nth(1).bounding_box(), row.locator(".value-dot").nth(1).bounding_box()]
    share = (tracks[1]["x"] + tracks[1]["width"] / 2 - tracks[0]["x"]) / tracks[0]["width"]
    assert share == pytest.approx((5.4 - 5.0) / (7.0 - 5.0), abs=0.02)
