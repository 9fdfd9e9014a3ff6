"""An installation of the first release, with its data, models, predictions and backup, goes on in this one."""

import io
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from mlcore.backups import reading
from mlcore.models import Dataset, ModelVersion, Promotion, Restoration, Task, TrainingRun
from mlcore.versions.live import bundle_of
from predictor.models import Classroom, Explanation, Prediction, Student
from predictor.predicting.work import explanation_of

ARCHIVE = Path(__file__).parent / "first_release" / "backup.tar.gz"


@pytest.fixture(scope="module")
def folder(tmp_path_factory, django_db_setup, django_db_blocker):
    """Restoring makes the tables of that release, fills them, and migrates them as an upgrade in place does."""
    bundles = tmp_path_factory.mktemp("installation") / "bundles"
    with django_db_blocker.unblock():
        with override_settings(BUNDLE_DIR=bundles):
            trust = ("--trust", "it lies beside this test")
            call_command("restore", str(ARCHIVE), "--replace", *trust, stdout=io.StringIO())
            call_command("backup", str(bundles.parent / "again.tar.gz"), stdout=io.StringIO())
        yield bundles
        empty_again()


def empty_again() -> None:
    tables = ", ".join(connection.ops.quote_name(name) for name in connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {tables} CASCADE")
    call_command("migrate", verbosity=0)
    # Rules that ship are in force in an empty installation; other tests begin without any.
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE predictor_fieldrules")


@pytest.fixture(autouse=True)
def installed(quick_settings, settings, folder, db):
    settings.BUNDLE_DIR = folder


def addresses() -> list[str]:
    """Every page about every row."""
    about = [("classroom", Classroom), ("student", Student), ("student-edit", Student), ("prediction", Prediction)]
    about += [("explore-dataset", Dataset), ("model-card", ModelVersion), ("model-promote", ModelVersion)]
    plain = [reverse(name) for name in ("home", "history", "history-csv", "models", "explore")]
    return plain + [reverse(name, args=[row.pk]) for name, model in about for row in model.objects.all()] + of_models()


def of_models() -> list[str]:
    names = ("model-comparison", "model-matters", "model-versions")
    pages = [reverse(name, args=[task.slug]) for task in Task.objects.all() for name in names]
    for run in TrainingRun.objects.filter(status=TrainingRun.Status.FINISHED):
        pages.append(f"{reverse('model-comparison', args=[run.task.slug])}?run={run.pk}")
        candidates = run.results.exclude(candidate="mean").values_list("candidate", flat=True)
        pages += [reverse("model-candidate", args=[run.task.slug, run.pk, slug]) for slug in candidates]
    return pages


def test_every_page_opens_for_the_admin():
    client, pages = Client(), addresses()
    client.force_login(User.objects.get(username="head"))
    assert len(pages) > 90
    failed = {page: status for page in pages if (status := client.get(page, follow=True).status_code) != 200}
    assert failed == {}


def test_an_archive_of_a_release_that_signed_none_is_restored_only_where_it_is_trusted():
    with pytest.raises(CommandError, match="an earlier release"):
        call_command("restore", str(ARCHIVE), "--replace")
    assert Restoration.objects.get().trusted_because == "it lies beside this test"


def test_every_prediction_verifies_bit_for_bit():
    predictions = Prediction.objects.select_related("submission", "model_version")
    assert predictions.count() == 30
    for stored in predictions:
        (answer,) = bundle_of(stored.model_version).predict([stored.submission.answers])
        assert answer.value == stored.value
        assert answer.ranges == {80: (stored.low80, stored.high80), 90: (stored.low90, stored.high90)}


def test_the_command_finds_every_prediction_and_reason_equal(capsys):
    call_command("verify_predictions", reasons=True)
    assert "All 30 predictions are equal" in capsys.readouterr().out


def test_every_stored_reason_verifies():
    stored = {one.prediction_id: one.contributions for one in Explanation.objects.all()}
    assert len(stored) == 15
    Explanation.objects.all().delete()
    computed = {pk: explanation_of(Prediction.objects.get(pk=pk)).contributions for pk in stored}
    # Sums of matrix products: their last digit is the processor's.
    assert computed == {pk: pytest.approx(reasons, abs=1e-9) for pk, reasons in stored.items()}


def test_warnings_that_were_stored_as_sentences_still_read_the_same():
    client = Client()
    client.force_login(User.objects.get(username="owner"))
    prediction = Prediction.objects.get(pk=2)
    (warning,) = prediction.warnings
    page = client.get(reverse("prediction", args=[2])).content.decode()
    assert warning["message"] == "Lunch is not known; the range is wider for that."
    assert warning["message"] in page


def test_who_made_which_version_live_and_why_is_still_told():
    client = Client()
    client.force_login(User.objects.get(username="owner"))
    page = client.get(reverse("model-versions", args=["math"])).content.decode()
    typed = Promotion.objects.filter(task__slug="math").exclude(action=Promotion.Action.TRAINED)
    assert typed.count() == 2
    assert all(promotion.why in page for promotion in typed)


def test_a_new_prediction_is_made_by_the_model_that_was_live(client):
    client.force_login(User.objects.get(username="owner"))
    student = Student.objects.get(pk=1)
    response = client.post(reverse("predict", args=[student.pk, "math"]), {})
    assert response.status_code == 302
    made = Prediction.objects.latest("id")
    assert (made.student, made.model_version.number) == (student, 4)


@pytest.mark.training
def test_the_upgraded_installation_trains_and_compares_with_its_live_model():
    said = io.StringIO()
    call_command("train", "math", "--dataset", "class-tests", "--candidates", "linear", stdout=said)
    assert ModelVersion.objects.filter(task__slug="math").latest("id").number == 5
    assert "math version 5" in said.getvalue()


def test_a_backup_of_the_upgraded_installation_holds_its_old_models(folder):
    with (folder.parent / "again.tar.gz").open("rb") as file:
        names = reading.verify(file).manifest.members
    assert {f"bundles/{version.file}" for version in ModelVersion.objects.filter(number__lte=4)} <= set(names)
