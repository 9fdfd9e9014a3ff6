"""How many said what, per model version: for admins, never per teacher, and not of a few."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from factories import new_version
from page_words import words

from mlcore.versions import promotions
from predictor.feedback.counts import counted
from predictor.models import PredictionFeedback

Kind = PredictionFeedback.Kind
NOBODY = dict.fromkeys(Kind, 0)


@pytest.fixture
def version(prediction):
    return prediction.model_version


@pytest.fixture
def card(as_user, people, version):
    return lambda who: words(as_user(getattr(people, who)).get(reverse("model-card", args=[version.pk])))


def test_the_newest_of_each_person_counts(say, version):
    for who in ("a", "b", "c"):
        say(who, Kind.USEFUL)
    say("a", Kind.WRONG_DATA)
    assert counted([version.pk])[version.pk] == NOBODY | {Kind.USEFUL: 2, Kind.WRONG_DATA: 1}


def test_each_prediction_of_a_person_counts(say, version, predict):
    other = predict()
    for who in ("a", "b", "c"):
        say(who)
    say("a", Kind.NOT_USEFUL, about=other)
    assert counted([version.pk])[version.pk] == NOBODY | {Kind.USEFUL: 3, Kind.NOT_USEFUL: 1}


def test_of_two_people_nothing_is_counted_however_much_they_say(say, version, predict):
    for about in (predict(), predict()):
        for who in ("a", "b"):
            say(who, about=about)
    assert counted([version.pk]) == {}


@pytest.mark.parametrize("teaches", [False, True])
def test_whoever_may_read_counts_is_not_among_those_counted(say, version, people, teaches):
    if teaches:
        version.predictions.get().student.classroom.teachers.add(people.admin)
    for who in ("a", "b", people.admin):
        say(who)
    assert counted([version.pk]) == {}
    say("c")
    assert counted([version.pk])[version.pk] == NOBODY | {Kind.USEFUL: 3}


def test_who_teaches_nobody_is_not_counted(say, version):
    for who in ("a", "b", User.objects.create(username="c")):
        say(who)
    assert counted([version.pk]) == {}


def test_versions_are_counted_apart(say, version, predict, math):
    for who in ("a", "b", "c"):
        say(who)
    promotions.promote(new_version(math, shift=3.0), who="a test", why="newer")
    later = predict()
    for who in ("a", "b"):
        say(who, about=later)
    assert list(counted([version.pk, later.model_version_id])) == [version.pk]


def test_the_admin_reads_counts_on_the_card_and_no_name(card, say):
    for who in ("Abel", "Bela", "Cleo"):
        say(who, Kind.NOT_USEFUL, note=f"as {who} says")
    text = card("admin")
    assert "Not useful 3" in text
    assert not [who for who in ("Abel", "Bela", "Cleo") if who in text]


def test_of_few_the_card_says_only_that_they_are_few(card, say):
    say("Abel", Kind.NOT_USEFUL)
    assert "Fewer than 3 teachers have said something." in card("admin")


def test_teachers_do_not_see_the_counts(card):
    assert "What teachers said of its predictions" not in card("owner")


def test_few_queries_whatever_was_said(say, version, django_assert_num_queries):
    for who in ("a", "b", "c"):
        say(who)
    with django_assert_num_queries(2):
        counted([version.pk])
