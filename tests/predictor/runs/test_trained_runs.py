"""Every page about models, and the API, show a run that was really trained, with the figures that it stored."""

import html

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import reverse
from noisy_rows import noisy_frame
from page_words import words
from trained_runs import train_twice

from mlcore.datasets import schemas, storing
from mlcore.models import CandidateResult, ModelVersion, Promotion, ResultDetail, Task, TrainingRun
from mlcore.versions import retraining
from mlcore.versions.stored import StoredRun
from mlcore.words.numbers import number, percent, points

pytestmark = pytest.mark.training


@pytest.fixture(scope="module")
def task(django_db_setup, django_db_blocker, tmp_path_factory):
    """Trained once for all tests of this module, each of which is rolled back within."""
    folder = tmp_path_factory.mktemp("trained")
    with django_db_blocker.unblock(), override_settings(BUNDLE_DIR=folder), transaction.atomic():
        yield train_twice()
        transaction.set_rollback(True)


@pytest.fixture
def run(task, db):
    """Of a linear model and a tree."""
    return StoredRun.of(TrainingRun.objects.select_related("model_version__schema_version").earliest("pk"))


@pytest.fixture
def shown(run, admin):
    """The words of a page about the first run."""

    def show(name, *args, **query):
        response = admin.get(reverse(name, args=args), query)
        assert response.status_code == 200
        return html.unescape(words(response))

    return show


def test_the_comparison_shows_what_was_measured_and_why_one_was_chosen(shown, run, task):
    text = shown("model-comparison", task.slug, run=run.row.pk)
    assert {result.candidate for result in run.compared} == {"linear", "tree"}
    for result in run.results:
        assert result.label in text
        assert f"{number(result.measured.rmse.mean, 2)} {number(result.measured.rmse.low, 1)} to" in text
        assert number(result.measured.held_out.r2, 3) in text
    assert run.selection.labels[run.selection.winner] in run.reason
    assert run.reason in text


@pytest.mark.parametrize("candidate", ["linear", "tree"])
def test_each_candidate_shows_what_it_got_wrong_on_the_rows_that_were_set_aside(shown, run, task, candidate):
    text = shown("model-candidate", task.slug, run.row.pk, candidate)
    result = next(result for result in run.compared if result.candidate == candidate).in_full()
    rows = result.measured.held_out_rows
    assert f"Asked about {rows.rows} students it had never seen, it was {points(rows.mae, run.target)} off" in text
    assert rows.rows == run.parts.held_out_rows == len(rows.pairs) == sum(band.n for band in rows.bands)
    assert "For whom it errs" in text
    assert "What more data promise" in text
    assert number(min(attempt.rmse for attempt in result.measured.tried), 3) in text


def test_what_matters_shows_each_field_with_its_figure(shown, run, task):
    text = shown("model-matters", task.slug, run=run.row.pk)
    assert "This model leans most on" in text
    for importance in run.diagnosis.importance:
        field = run.schema.field(importance.field)
        assert f"{field.label} " in text
        assert number(importance.points.mean, 1, sign=True) in text


def test_the_versions_show_both_and_why_the_second_went_live(shown, run, task):
    text = shown("model-versions", task.slug)
    assert text.count("Went live after training by a trainer") == 2
    assert "First model of this task." in text
    assert "The new model is not worse: " in text
    assert number(run.winner.mean("mae"), 2) in text


def test_the_card_says_how_often_ranges_held_and_how_it_was_trained(shown, run):
    text = shown("model-card", run.row.model_version.pk)
    for level in run.diagnosis.coverage:
        assert f"{level.level} % {percent(level.share.mean)}" in text
    parts = run.parts
    assert f"cross-validation with {parts.folds} folds, repeated {parts.repeats} times, on all {parts.rows}" in text
    assert run.reason in text
    assert "First model of this task." in text


def test_the_first_page_says_what_the_live_model_is_worth(shown, task):
    live = StoredRun.of(ModelVersion.objects.live_for(task).run)
    text = shown("models")
    assert f"Its predictions are {points(live.winner.mean('mae'), live.target)} off on average." in text
    assert "a trainer" in text


def test_another_version_is_offered_to_go_live(shown, run):
    assert "Make version 1 live?" in shown("model-promote", run.row.model_version.pk)


def test_the_api_gives_the_same_figures_and_the_same_reason(run, people, client_of):
    given = client_of(people.owner).get("/api/v1/model-versions/?task=math").json()["results"]
    first = given[-1]
    rmse = run.winner.measured.rmse
    assert [version["number"] for version in given] == [2, 1]
    assert first["metrics"]["rmse"] == {"mean": rmse.mean, "low": rmse.low, "high": rmse.high}
    assert first["reason"] == run.reason


def test_a_run_stores_facts_and_no_sentence(run):
    assert run.row.reason == ""
    assert run.row.details["selection"]["kind"] in ("tied", "clear", "ahead")
    assert [change.why for change in Promotion.objects.all()] == ["", ""]


def test_lists_load_nothing_that_grows_with_the_rows(run):
    rows = CandidateResult.objects.filter(run=run.row)
    assert not any({"held_out_rows", "held_out_groups", "tried", "learning_curve"} & row.figures.keys() for row in rows)
    assert ResultDetail.objects.filter(result__run=run.row).count() == len(rows)


def test_pages_of_a_run_that_set_too_few_aside_show_no_figures_of_them(admin, db, tmp_path, settings):
    settings.BUNDLE_DIR = tmp_path
    row = schemas.schema_version("exams")
    frame = noisy_frame(row.schema, rows=35)
    dataset, _ = storing.store_dataset(schema_version=row, frame=frame, name="few")
    task = Task.objects.get(slug="math")
    for _ in retraining.retrain(task, dataset, candidates=["linear"], asked=retraining.Asked(who="a trainer")):
        pass
    run = TrainingRun.objects.latest("pk")
    card = words(admin.get(reverse("model-card", args=[run.model_version.pk])))
    assert "the other 7 were set aside: too few for a figure." in card
    comparison = admin.get(reverse("model-comparison", args=[task.slug]), {"run": run.pk})
    assert "set aside" not in words(comparison)
    candidate = admin.get(reverse("model-candidate", args=[task.slug, run.pk, "linear"]))
    assert candidate.status_code == 200
    assert candidate.context["held_out"] is None
