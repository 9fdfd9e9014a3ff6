"""A client that somebody's generator makes of the committed document works against the server."""

import subprocess
import sys

import httpx
import pytest
from factories import PASSWORD

from predictor.management.commands.openapi import COMMITTED
from predictor.models import Prediction
from studentperf.wsgi import application

PACKAGE = "school_client"


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    """The folder to import from."""
    folder = tmp_path_factory.mktemp("generated")
    (folder / "settings.yml").write_text("post_hooks: []\n")
    words = ["generate", "--path", COMMITTED, "--output-path", folder / PACKAGE, "--meta", "none"]
    command = [sys.executable, "-m", "openapi_python_client", *words, "--config", folder / "settings.yml"]
    made = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert made.returncode == 0, made.stdout + made.stderr
    return folder


@pytest.fixture
def client(generated, monkeypatch, people, one_connection):
    monkeypatch.syspath_prepend(str(generated))
    from school_client import AuthenticatedClient, Client
    from school_client.api.token import token_create
    from school_client.models import Credentials

    served = {"transport": httpx.WSGITransport(application)}
    base = "http://testserver"
    opened = Client(base_url=base, httpx_args=served)
    token = token_create.sync(client=opened, body=Credentials(username="owner", password=PASSWORD)).token
    return AuthenticatedClient(base_url=base, token=token, httpx_args=served)


def new_prediction(answers, student, task="math"):
    from school_client.models import NewPrediction

    return NewPrediction.from_dict({"task": task, "answers": answers, "student": student.pk})


def test_a_generated_client_predicts_and_reads_the_history(client, math, answers, student):
    from school_client.api.predictions import predictions_create, predictions_list

    made = predictions_create.sync(client=client, body=new_prediction(answers, student))
    page = predictions_list.sync(client=client, task="math", limit=10)
    row = Prediction.objects.get()
    assert (made.id, made.value, made.ranges.field_80.low) == (row.pk, row.value, row.low80)
    assert [(one.id, one.student, one.answers.to_dict()) for one in page.results] == [(row.pk, student.pk, answers)]


def test_a_generated_client_understands_what_is_refused(client, math, student):
    from school_client.api.predictions import predictions_create

    refused = predictions_create.sync_detailed(client=client, body=new_prediction({"reading_score": 101}, student))
    assert refused.status_code == 400
    assert (refused.parsed.code, refused.parsed.errors[0].field) == ("invalid", "answers.reading_score")
    assert not Prediction.objects.exists()
