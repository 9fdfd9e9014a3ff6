"""Lists count the warnings that whoever reads is told; what is hidden from them is one sentence, counted nowhere."""

import pytest
from django.urls import reverse

from predictor.access.reading.closed import reading_as
from predictor.predicting.words import warnings_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def without(school, predict, answers):
    """Made without either of the hidden fields."""
    return predict(answers={slug: value for slug, value in answers.items() if not slug.startswith("zzhid")})


@pytest.fixture
def besides(school, predict, answers):
    """Made without the hidden fields and one that everybody sees."""
    known = {slug: value for slug, value in answers.items() if not slug.startswith("zzhid")}
    return predict(answers=known | {"reading_score": None})


@pytest.mark.parametrize("address", ["home", "history", "student"])
def test_a_list_counts_no_gap_of_a_hidden_field(without, hidden, owner, student, address):
    text = owner.get(reverse(address, args=[student.pk] if address == "student" else [])).text
    assert reverse("prediction", args=[without.pk]) in text
    assert " warning" not in text


@pytest.mark.parametrize("address", ["history", "student"])
def test_whoever_sees_the_fields_has_them_counted(without, hidden, admin, student, address):
    assert "2 warnings" in admin.get(reverse(address, args=[student.pk] if address == "student" else [])).text


def test_a_gap_that_is_seen_is_counted_alone(besides, hidden, owner):
    text = owner.get(reverse("history")).text
    assert "1 warning<" in text


def test_the_page_says_in_one_sentence_what_lists_do_not_count(without, hidden, owner):
    text = owner.get(reverse("prediction", args=[without.pk])).text
    assert text.count("Made without 2 entries that your role does not see") == 1


def test_an_odd_hidden_entry_is_counted_as_it_is_told(missing, hidden, owner):
    text = owner.get(reverse("history")).text
    assert text.count(" warning<") == 1
    assert "unlike any" in owner.get(reverse("prediction", args=[missing[1].pk])).text


def test_of_many_at_once_a_hidden_one_is_no_input_that_was_not_known(besides, a_teacher):
    assert warnings_together(besides).startswith("3 of 8 ")
    with reading_as(a_teacher):
        told = warnings_together(besides)
    assert told.startswith("1 of 6 ")
    assert "Made without 2 entries" in told
