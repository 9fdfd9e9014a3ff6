"""The sheet of a student over the API."""

import pytest
from django.urls import reverse

from predictor.sheets.conversation import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client_of, people, student):
    def ask(who="owner", **query):
        return client_of(getattr(people, who)).get(reverse("api-student-sheet", args=[student.pk]), query)

    return ask


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("colleague", 200), ("stranger", 404), ("admin", 200)])
def test_it_is_for_those_who_may_see_the_student(ask, predict, who, status):
    predict()
    assert ask(who).status_code == status


def test_it_is_a_pdf(ask, predict):
    predict()
    answer = ask(task="math", paper="letter")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_without_a_prediction_it_says_what_to_do(ask):
    answer = ask()
    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "not_predicted"


def test_who_teaches_a_second_class_gets_the_file_of_that_class(ask, predict, second_class, monkeypatch):
    predict()
    laid_out = []
    monkeypatch.setattr(pdf, "pdf_of", lambda classroom, *_: laid_out.append(classroom) or b"")
    assert ask("stranger").status_code == 200
    assert laid_out == [second_class]


def test_another_paper_is_refused(ask, predict):
    predict()
    assert ask(paper="a3").status_code == 400


def test_a_question_that_is_not_asked_is_not_found(ask, predict):
    predict()
    assert ask(task="weather").status_code == 404
