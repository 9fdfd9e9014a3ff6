"""What colleagues said of a student's predictions is in their file, without names and without hidden fields; and under
which policy the models that answered were trained."""

import json

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from factories import new_version

from mlcore.versions import promotions
from mlcore.versions.policies import picking
from predictor.feedback import work
from predictor.models import FieldRules
from predictor.student_file.content import file_of
from predictor.student_file.paper.tables import tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def noted(prediction, people):
    """By a colleague, who thought again."""
    work.give(prediction, "useful", "Fits what I see.", by=people.colleague)
    return work.give(prediction, "know_more", "A hard winter.", by=people.colleague)


@pytest.fixture
def hidden(people):
    rules = {"lunch": {"teacher": []}}
    FieldRules.objects.create(schema_name="exams", version=1, rules=rules, reason="Ours.", made_by=people.admin)
    return User.objects.get(pk=people.owner.pk)


def told(student, reader):
    return [(row["kind"], row["note"], row["replaced"]) for row in file_of(student, reader)["feedback"]]


def test_notes_about_their_predictions_are_in_the_file(owner, student, noted, prediction, people):
    assert told(student, people.owner) == [
        ("useful", "Fits what I see.", True),
        ("know_more", "A hard winter.", False),
    ]
    found = owner.get(reverse("student-file-json", args=[student.pk])).json()
    assert {row["prediction"] for row in found["feedback"]} == {prediction.pk}


def test_they_stand_there_without_the_names_that_were_promised_to_be_kept_back(student, noted, people):
    assert "colleague" not in json.dumps(file_of(student, people.admin)["feedback"], default=str)


def test_notes_about_others_are_not(predict, student, people, noted):
    work.give(predict(student=None), "useful", "Of nobody.", by=people.owner)
    assert "Of nobody." not in str(file_of(student, people.admin)["feedback"])


@pytest.mark.parametrize("note", ["LUNCH is wrong.", "They have free/reduced now."])
def test_a_note_that_speaks_of_a_hidden_field_is_withheld_and_says_so(note, student, predict, answers, hidden, people):
    made = predict(answers=answers | {"lunch": "free/reduced"}, made_by=people.admin)
    work.give(made, "wrong_data", note, by=people.colleague)
    (row,) = file_of(student, hidden)["feedback"]
    assert (row["note"], row["withheld"]) == ("", True)
    assert "speaks of a field that your role does not see" in str(tables(file_of(student, hidden)))
    assert file_of(student, people.admin)["feedback"][0]["note"] == note


def test_a_note_about_something_else_stays(student, noted, hidden):
    assert told(student, hidden)[1] == ("know_more", "A hard winter.", False)


def test_the_card_says_which_fields_a_model_was_trained_without_and_why(math, student, predict, people):
    picking.pick(math, ["lunch"], reason="Not ours to know.", who="ada")
    promotions.promote(new_version(math, left_out=["lunch"]), who="ada", why="It does without.")
    predict(answers={})
    (card,) = file_of(student, people.owner)["models"]
    assert "Lunch" in " ".join(card["policy"])
    assert "Not ours to know." in " ".join(card["policy"])
    assert "Not ours to know." in str(tables(file_of(student, people.owner)))


def test_a_model_without_a_picked_policy_says_so(student, prediction, people):
    (card,) = file_of(student, people.owner)["models"]
    assert card["policy"] == ["No policy was picked for this question: every field is used."]
