"""A gradebook is filled over the API as it is on the page."""

import base64

import pytest
from gradebooks import CANVAS

VALUE, EXAM, QUIZ = "math:value", 5, 6


def encoded(text):
    return base64.b64encode(text.encode()).decode()


@pytest.fixture
def ask(api_owner, classroom):
    def send(text=CANVAS, client=api_owner, **chosen):
        return client.post(f"/api/v1/classrooms/{classroom.pk}/gradebook/", {"content": encoded(text)} | chosen)

    return send


@pytest.fixture
def predicted(predict, amara, ben):
    return predict(student=amara)


def test_the_file_alone_is_answered_with_what_can_be_chosen(ask, predicted):
    answer = ask().json()
    assert (answer["format"], answer["rows"], answer["content"]) == ("canvas", [], None)
    assert {"position": QUIZ, "title": "Quiz 1", "maximum": 7} in answer["columns"]
    assert {"key": VALUE, "title": "Maths score: predicted value"} in answer["values"]


@pytest.mark.parametrize("more", [{}, {"replaces": True}])
def test_the_filled_file_is_that_of_the_page(ask, fill, predicted, more):
    content = base64.b64decode(ask(value=VALUE, column=EXAM, **more).json()["content"])
    assert content == fill(CANVAS, source=VALUE, act="save", **dict.fromkeys(more, "on")).content


def test_every_row_has_its_fate(ask, predicted, ben):
    rows = ask(value=VALUE, column=EXAM).json()["rows"]
    told = [(row["row"], row["student"], row["fate"], row["before"]) for row in rows]
    assert told == [(3, predicted.student_id, "filled", ""), (4, ben.pk, "nothing", "61"), (5, None, "unknown", "")]


@pytest.mark.parametrize(
    ("chosen", "field", "why"),
    [
        ({"value": VALUE, "column": QUIZ}, "how", "Say how a value is written"),
        ({"value": VALUE, "column": QUIZ, "how": "as_they_are"}, "how", "above the 7"),
        ({"value": "math:luck", "column": EXAM}, "value", "There is no such value"),
        ({"value": VALUE, "column": 0}, "column", "No column for a score stands there"),
        ({"content": "é"}, "content", "Send the bytes of the file in base64"),
        ({"content": encoded("a,b\n1,2\n")}, "content", "does not look like a gradebook"),
    ],
)
def test_what_cannot_be_done_is_refused_by_its_entry(ask, predicted, chosen, field, why):
    answer = ask(**chosen)
    assert answer.status_code == 400
    assert why in answer.json()["error"]["fields"][field]


def test_a_scaled_value_is_the_same_part_of_the_maximum(ask, predicted):
    row = ask(value=VALUE, column=QUIZ, how="scaled").json()["rows"][0]
    assert float(row["text"]) == pytest.approx(predicted.value * 7 / 100, abs=0.1)


def test_a_stranger_finds_no_such_class(ask, predicted, api_stranger, api_colleague):
    assert ask(client=api_stranger).status_code == 404
    assert ask(client=api_colleague, value=VALUE, column=EXAM).status_code == 200
