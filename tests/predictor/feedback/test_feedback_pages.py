"""Saying what one thinks of a prediction, and reading what others noted."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from page_words import words

from predictor.models import PredictionFeedback, Student

Kind = PredictionFeedback.Kind


def test_a_press_of_a_button_is_stored_with_its_note(owner, where, people, prediction):
    answer = owner.post(where, {"kind": "know_more", "note": "She was ill in May."})
    stored = PredictionFeedback.objects.get()
    assert answer["Location"] == reverse("prediction", args=[prediction.pk])
    assert (stored.kind, stored.note, stored.made_by) == (Kind.KNOW_MORE, "She was ill in May.", people.owner)


def test_wrong_data_lead_on_to_the_entries_of_that_prediction(owner, where, predict, answers, prediction, student):
    predict(answers=answers | dict.fromkeys(list(answers)[-1:]))
    answer = owner.post(where, {"kind": "wrong_data", "note": ""})
    assert answer["Location"] == reverse("predict", args=[student.pk, "math"]) + f"?like={prediction.pk}"
    assert owner.get(answer["Location"]).context["form"].initial == prediction.submission.answers


def test_wrong_data_of_nobody_lead_back(owner, predict):
    prediction = predict(student=None)
    answer = owner.post(reverse("prediction-feedback", args=[prediction.pk]), {"kind": "wrong_data"})
    assert answer["Location"] == reverse("prediction", args=[prediction.pk])


@pytest.mark.parametrize("like", ["", "x", "999999", "9" * 30, "²"])
def test_a_form_like_no_prediction_begins_as_ever(owner, prediction, student, like):
    where = reverse("predict", args=[student.pk, "math"])
    assert owner.get(where, {"like": like}).status_code == 200


def test_one_quiet_line_says_what_one_said_last(owner, where, page_of):
    assert "Say what you think of this prediction" in page_of("owner")
    owner.post(where, {"kind": "useful"})
    owner.post(where, {"kind": "not_useful"})
    assert ": Not useful" in page_of("owner")
    assert PredictionFeedback.objects.count() == 2


def test_the_same_said_twice_is_one_row(owner, where):
    for _ in range(2):
        owner.post(where, {"kind": "useful"})
    assert PredictionFeedback.objects.count() == 1


@pytest.mark.parametrize("body", [{}, {"kind": "great"}, {"kind": "useful", "note": "x" * 501}])
def test_what_is_wrong_is_said_and_nothing_stored(owner, where, body):
    assert "Please correct this first" in owner.post(where, body).text
    assert not PredictionFeedback.objects.exists()


def test_a_colleague_reads_the_note_without_the_name(page_of, say, people):
    say(people.owner, Kind.KNOW_MORE, "She was ill in May.")
    page = page_of("colleague")
    assert "She was ill in May." in page
    assert "I know something else" in page


def test_an_admin_who_does_not_teach_reads_no_note(page_of, say, people):
    say(people.owner, Kind.KNOW_MORE, "She was ill in May.")
    assert "She was ill" not in page_of("admin")


def test_a_stranger_can_say_nothing(as_user, people, where):
    assert as_user(people.stranger).post(where, {"kind": "useful"}).status_code == 404
    assert not PredictionFeedback.objects.exists()


def test_nothing_is_said_of_students_of_an_archived_class(owner, where, classroom):
    owner.post(reverse("classroom-archive", args=[classroom.pk]))
    page = owner.post(where, {"kind": "useful"}, follow=True)
    assert "is archived" in page.text
    assert not PredictionFeedback.objects.exists()


def test_what_was_said_is_never_rewritten_and_goes_with_the_student(say, people):
    say(people.owner)
    with pytest.raises(DatabaseError, match="history"), transaction.atomic():
        PredictionFeedback.objects.update(kind="not_useful")
    Student.objects.all().delete()
    assert not PredictionFeedback.objects.exists()


def test_the_page_for_it_names_the_prediction(owner, where):
    assert "Maths score, Amara Osei" in words(owner.get(where))
