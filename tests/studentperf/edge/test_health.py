"""/livez and /readyz tell a proxy whether to send visitors here."""

import shutil
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone
from factories import live_task
from full_disk import room_for

from mlcore.models import ModelVersion
from mlcore.versions import live
from predictor.models import Job
from studentperf.edge import disk


def test_livez_asks_nobody(client):
    # Without the db mark any query would fail.
    answer = client.get("/livez", headers={"host": "10.0.0.7"})
    assert answer.json() == {"status": "ok", "version": settings.VERSION}


def test_readyz_names_the_live_version_of_each_task(client, math):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["tasks"]["math"] == "version 1"
    assert answer.json()["migrations"] == "ok"


def test_a_task_that_was_never_trained_stops_nobody(client, math):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert "manage.py train math-early" in answer.json()["tasks"]["math-early"]


@pytest.mark.django_db
def test_not_ready_while_no_model_is_live(client):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["live_models"] == "none is live"


def test_not_ready_when_the_live_models_file_is_gone(client, math):
    version = ModelVersion.objects.live().get()
    ModelVersion.objects.filter(pk=version.pk).update(file="gone.joblib")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "math" in answer.json()["live_models"]


def test_not_ready_when_the_live_models_file_was_altered_after_the_last_look(client, math, settings):
    assert client.get("/readyz").status_code == 200
    (path,) = settings.BUNDLE_DIR.iterdir()
    path.write_bytes(b"altered")
    assert client.get("/readyz").json()["live_models"] == "broken: math"


def test_ready_again_when_the_file_that_could_not_be_read_can_be(client, math, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", _fail)
        assert client.get("/readyz").json()["live_models"] == "broken: math"
    assert client.get("/readyz").status_code == 200


def test_not_ready_when_the_file_goes_while_it_is_looked_for(client, math, monkeypatch):
    monkeypatch.setattr(Path, "exists", lambda path: True)  # a moment ago
    ModelVersion.objects.live().update(file="gone.joblib")
    assert client.get("/readyz").json()["live_models"] == "broken: math"


def _fail(path):
    raise OSError(5, "Input/output error")


def test_readyz_loads_no_model_and_asks_as_much_for_one_task_as_for_two(
    client, math, forget_bundles, django_assert_max_num_queries
):
    client.get("/readyz")
    with django_assert_max_num_queries(7) as for_one:
        client.get("/readyz")
    live_task("math-early", "exams")
    forget_bundles()
    with django_assert_max_num_queries(len(for_one)):
        assert client.get("/readyz").json()["tasks"]["math-early"] == "version 1"
    assert len(live.BUNDLES) == 0


def test_not_ready_while_nothing_can_be_written(client, math):
    with room_for(0):
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["disk"].startswith("DATA_DIR cannot be written: File too large")
    assert client.get("/readyz").json()["disk"] == "ok"


def test_not_ready_without_the_folder_of_the_models(client, math, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "gone"
    assert "No such file" in client.get("/readyz").json()["disk"]


def test_not_ready_while_hardly_any_room_is_left(client, math, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=disk.LEAST_FREE - 1))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["disk"] == "only 63 MiB left on the disk of DATA_DIR; make room"


def test_looking_for_room_leaves_nothing_behind(client, math, settings):
    before = sorted(settings.DATA_DIR.rglob("*"))
    client.get("/readyz")
    assert sorted(settings.DATA_DIR.rglob("*")) == before


def test_a_missing_worker_is_said_and_keeps_nobody_from_being_served(client, math):
    Job.objects.create(kind="train", asked_at=timezone.now() - timedelta(minutes=3))
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["worker"] == "none is running; 1 waiting, the oldest for 3 minutes; run: manage.py work"


def test_a_worker_that_runs_is_seen(client, math, a_worker):
    assert client.get("/readyz").json()["worker"] == "ok"


def test_not_ready_while_a_migration_is_missing(client, math):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'predictor'")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "manage.py migrate" in answer.json()["migrations"]


def _refuse():
    raise OperationalError("connection refused")


def test_not_ready_without_a_database(client, math):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "cursor", _refuse)
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] == "cannot be reached"


@pytest.mark.parametrize("address", ["/livez", "/readyz", "/metrics"])
def test_health_is_public_needs_no_https_and_is_never_cached(client, settings, math, address):
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert client.post(address).status_code == 405
