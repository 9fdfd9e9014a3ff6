"""`manage.py train` for real, on few rows: what is stored, what goes live, and every way it can end badly."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from factories import frame_for, live_task
from noisy_rows import QUICK, noisy_frame

from mlcore.datasets import schemas, storing
from mlcore.models import CandidateResult, ModelVersion, Promotion, Task, TrainingRun
from mlcore.versions import live as versions_live
from mlcore.versions import promotions, retraining
from mlcore.versions.ledger import why_of
from mlcore.versions.stored import StoredRun

pytestmark = [pytest.mark.django_db, pytest.mark.training]
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def dataset(db):
    row = schemas.schema_version("exams")
    return storing.store_dataset(schema_version=row, frame=noisy_frame(row.schema), name="noisy")[0]


def train(**options):
    call_command("train", "math", candidates=QUICK, **options)


def test_a_first_training_goes_live_and_stores_a_line_per_candidate(dataset, capsys):
    train()
    run = TrainingRun.objects.get()
    assert run.status == "finished"
    assert set(run.results.values_list("candidate", flat=True)) == {*QUICK, "mean"}
    assert versions_live.live(run.task).version.run == run
    printed = capsys.readouterr().out
    assert "math version 1 is live now" in printed
    assert run.reason == ""
    assert StoredRun.of(run).reason in printed


def test_the_stored_bundle_is_the_one_that_serves(dataset):
    train()
    live = versions_live.live(Task.objects.get(slug="math"))
    assert live.bundle.passport["rows"] == dataset.rows
    assert live.version.run.details["made_with"] == live.bundle.passport["libraries"]
    answer = live.bundle.predict([answers_of(dataset)])[0]
    assert answer.ranges[90][0] <= answer.ranges[80][0] <= answer.value


def answers_of(dataset):
    schema = dataset.schema_version.schema
    return frame_for(schema).iloc[0][list(schema.task("math").inputs)].to_dict()


def test_the_same_seed_gives_the_same_leaderboard(dataset):
    train()
    train()
    first, second = (
        list(run.results.values_list("candidate", "r2", "rmse", "is_winner")) for run in TrainingRun.objects.all()
    )
    assert first == second


def test_an_equal_model_replaces_the_live_one_and_says_why(dataset):
    train()
    train()
    change = Promotion.objects.first()
    assert (change.version.number, change.previous.number) == (2, 1)
    assert (change.why, change.facts["comparison"]["kind"]) == ("", "same")
    assert why_of(change).startswith("The new model is not worse: ")


def test_a_worse_model_is_kept_but_does_not_serve(dataset, capsys):
    call_command("train", "math", candidates=["linear"])
    call_command("train", "math", candidates=["knn"])
    task = Task.objects.get(slug="math")
    assert versions_live.live(task).version.number == 1
    assert ModelVersion.objects.filter(task=task, number=2, is_live=False).exists()
    assert "is kept but not live" in capsys.readouterr().out


@pytest.mark.parametrize("figures", [{"params": "unknown"}, {"gap": "small"}])
def test_a_training_is_kept_where_the_figures_of_the_live_model_cannot_be_read(capsys, figures):
    task = live_task()
    rows = noisy_frame(task.schema_version.schema)
    storing.store_dataset(schema_version=task.schema_version, frame=rows, name="noisy")
    CandidateResult.objects.filter(run__task=task).update(figures=figures)
    call_command("train", "math", candidates=["linear"], dataset="noisy")
    assert versions_live.live(task).version.number == 1
    assert ModelVersion.objects.get(task=task, number=2).run.status == "finished"
    printed = capsys.readouterr().out
    assert "math version 2 is kept but not live. The stored figures of the live model (version 1) cannot" in printed
    assert "To let it serve all the same: manage.py promote math:2 --why REASON" in printed


def test_a_version_that_went_live_during_the_training_is_not_replaced(dataset, capsys, monkeypatch):
    from mlcore.pipeline.training import side_by_side

    def meanwhile(*scores, compare=side_by_side.compare):
        promotions.promote(ModelVersion.objects.get(number=1), who="an admin", why="this one and no other")
        return compare(*scores)

    train()
    train()
    monkeypatch.setattr(side_by_side, "compare", meanwhile)
    train()
    assert versions_live.live(Task.objects.get(slug="math")).version.number == 1
    printed = capsys.readouterr().out
    assert "math version 3 is kept but not live. The live model changed while this one was compared" in printed
    assert "version 1 is live now, it was compared with version 2" in printed


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda frame: frame.head(29), "at least 30 are needed"),
        (lambda frame: frame.assign(math_score=50.0), "nothing to learn"),
        (lambda frame: frame.assign(math_score=float("nan")), "at least 30 are needed"),
    ],
)
def test_data_that_cannot_be_learned_from_leaves_the_live_model(change, message):
    task = live_task()
    schema_version = task.schema_version
    frame = change(noisy_frame(schema_version.schema))
    storing.store_dataset(schema_version=schema_version, frame=frame, name="bad")
    with pytest.raises(CommandError, match=message) as refusal:
        train(dataset="bad")
    assert "math version 1 still serves" in str(refusal.value)
    assert versions_live.live(task).version.number == 1
    assert TrainingRun.objects.first().status == "failed"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["maths"], "there is no task 'maths'; the tasks are: math, reading"),
        (["math", "--candidates", "magic"], "no candidate is called 'magic'"),
        (["math", "--dataset", "other"], r"no dataset 'other' for task math \(there are: noisy\)"),
    ],
)
def test_wrong_names_say_what_there_is(dataset, arguments, message):
    with pytest.raises(CommandError, match=message):
        call_command("train", *arguments)


def test_a_full_disk_leaves_the_live_model(dataset, monkeypatch):
    train()
    monkeypatch.setattr(os, "fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(CommandError, match=r"No space left on device.*make room.*math version 1 still serves"):
        train()
    assert TrainingRun.objects.first().status == "failed"
    assert not CandidateResult.objects.filter(run=TrainingRun.objects.first()).exists()


def test_a_training_that_is_stopped_half_way_is_recorded(dataset):
    task = Task.objects.get(slug="math")
    events = retraining.retrain(task, dataset, candidates=QUICK, asked=retraining.Asked(who="a test"))
    next(events)
    events.close()
    run = TrainingRun.objects.get()
    assert (run.status, run.error) == ("failed", "stopped before it was finished")


def test_a_run_whose_process_was_killed_is_closed_by_the_next(dataset):
    orphan = TrainingRun.objects.create(task=Task.objects.get(slug="math"), dataset=dataset)
    train()
    orphan.refresh_from_db()
    assert (orphan.status, orphan.error) == ("failed", "the process ended before the training")


@pytest.mark.django_db(transaction=True)
def test_ctrl_c_ends_with_a_message_and_status_1(dataset, settings):
    process = start_training(settings)
    for line in process.stdout:
        if "1 of 9" in line:
            process.send_signal(signal.SIGINT)
            break
    _, errors = process.communicate()
    assert process.returncode == 1
    assert "stopped; no model serves math yet" in errors
    assert TrainingRun.objects.get().status == "failed"


@pytest.mark.django_db(transaction=True)
def test_a_killed_training_leaves_nothing_that_could_be_loaded(dataset, settings):
    process = start_training(settings)
    assert "Training math" in process.stdout.readline()
    process.kill()
    process.communicate()
    train()
    assert [run.status for run in TrainingRun.objects.order_by("id")] in (["failed", "finished"], ["finished"])
    assert versions_live.live(Task.objects.get(slug="math")).version.number == 1


@pytest.mark.django_db(transaction=True)
def test_a_database_that_goes_away_ends_in_a_sentence(dataset, settings):
    process = start_training(settings)
    for line in process.stdout:
        if "1 of 9" in line:
            end_the_connection_of_the_training()
            break
    _, errors = process.communicate()
    assert process.returncode == 1
    assert errors.startswith("CommandError: the database went away: ")
    assert "what served math before still does" in errors
    assert "Traceback" not in errors
    assert [run.status for run in TrainingRun.objects.all()] == ["running"]  # the next training closes it


def end_the_connection_of_the_training():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
        assert cursor.fetchall() == [(True,)]


def start_training(settings) -> subprocess.Popen[str]:
    """The command in a process of its own, on the database of this test."""
    # A shell may have started the tests in the background, where an interruption is ignored.
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "import django; django.setup(); from django.conf import settings; from django.core.management import "
        "execute_from_command_line as run; "
        f"settings.DATABASES['default']['NAME'] = {connection.settings_dict['NAME']!r}; "
        "run(['manage.py', 'train', 'math'])"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "studentperf.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
