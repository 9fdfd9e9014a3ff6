"""Every command and every program of docs/api.md, run as it is written, in its order, against a server."""

import os
import re
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path
from threading import Event, Thread

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connections
from factories import PASSWORD
from noisy_rows import noisy_frame

from mlcore.datasets import storing
from mlcore.models import ModelVersion
from predictor.jobs.kinds import Lane
from predictor.jobs.run import Run
from predictor.jobs.worker import queue
from predictor.jobs.worker.child import attempt
from predictor.models import Job, Outcome, Prediction

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.training]
GUIDE = settings.BASE_DIR / "docs" / "api.md"
BLOCKS = re.compile(r"^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PATIENCE = 540  # seconds until the test gives up; nothing is measured with it


def blocks(kind):
    return [text for found, text in BLOCKS.findall(GUIDE.read_text(encoding="utf-8")) if found == kind]


@pytest.fixture
def school(math):
    """The accounts and classes of `make run`, and rows to train on."""
    storing.store_dataset(
        schema_version=math.schema_version, frame=noisy_frame(math.schema_version.schema), name="exams-sample"
    )
    for name in ("teacher-one", "teacher-two"):
        User.objects.create_user(name, password=PASSWORD)
    User.objects.create_superuser("admin", password=PASSWORD)
    call_command("demo_school", stdout=StringIO())


@pytest.fixture
def worker():
    """Does what waits, one after the other."""
    ended = Event()
    thread = Thread(target=_work, args=(ended,))
    thread.start()
    yield
    ended.set()
    thread.join()


def _work(ended):
    while not ended.is_set():
        job = queue.take(list(Lane))
        attempt(Run(job)) if job else ended.wait(0.1)
    connections.close_all()


@pytest.fixture
def run(live_server, school, worker, tmp_path):
    # A call that is refused ends the walk.
    (tmp_path / ".curlrc").write_text("fail-with-body\n")
    account = {"SCHOOL_USER": "teacher-one", "SCHOOL_PASSWORD": PASSWORD}
    account |= {"ADMIN_USER": "admin", "ADMIN_PASSWORD": PASSWORD}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | account | {"API": f"{live_server.url}/api/v1", "HOME": str(tmp_path), "PATH": path}

    def run(*command, text):
        given = {"input": text, "cwd": tmp_path, "env": environment, "timeout": PATIENCE}
        done = subprocess.run(command, **given, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    return run


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl is installed, which the guide uses")
def test_the_commands_do_what_the_guide_says(run):
    before = Prediction.objects.count()
    run("bash", "-euo", "pipefail", text="\n".join(blocks("sh")))
    _looks_done(before)


def test_the_programs_do_what_the_guide_says(run):
    before = Prediction.objects.count()
    run(sys.executable, text="\n".join(blocks("python")))
    _looks_done(before)


def _looks_done(before):
    assert Prediction.objects.count() >= before + 2
    assert Outcome.objects.filter(made_by__username="teacher-one", day__isnull=False).exists()
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}
    assert ModelVersion.objects.count() >= 2
