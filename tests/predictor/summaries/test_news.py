"""What is new in somebody's classes: results, predictions that changed beyond chance, and old ones."""

import datetime as dt

import pytest
from django.utils import timezone
from factories import new_version

from mlcore.versions import promotions
from predictor.classes.work import save_student
from predictor.summaries.news import news_for

THEN = dt.timedelta(days=3)


@pytest.fixture
def news(people, classroom):
    def ask(since=None):
        return news_for(people.owner, since or timezone.now() - THEN, timezone.now()).classes

    return ask


def numbers(answers, value):
    return answers | {slug: value for slug, one in answers.items() if isinstance(one, float)}


def test_a_student_whose_prediction_changed_beyond_chance_is_counted_once(news, predict, answers):
    since = predict(answers=numbers(answers, 5.0)).made_at
    predict(answers=numbers(answers, 95.0))
    (found,) = news(since)
    assert (found.changed, found.results) == (1, 0)


def test_a_change_that_chance_would_bring_is_no_news(news, predict, answers):
    since = predict(answers=numbers(answers, 50.0)).made_at
    predict(answers=numbers(answers, 52.0))
    assert news(since) == ()


@pytest.mark.parametrize(("shift", "changed"), [(-5.0, 1), (-20.0, 0)])
def test_a_change_counts_where_the_whole_went_the_way_of_the_inputs(news, predict, answers, math, shift, changed):
    since = predict(answers=numbers(answers, 40.0)).made_at
    promotions.promote(new_version(math, shift=shift), who="a test", why="newer")
    predict(answers=numbers(answers, 75.0))
    assert sum(one.changed for one in news(since)) == changed


def test_a_first_prediction_is_no_change(news, predict):
    predict()
    assert news() == ()


def test_predictions_of_a_model_that_answers_no_more_are_older_than_their_data(news, predict, math):
    predict()
    promotions.promote(new_version(math, shift=1.0), who="a test", why="newer")
    (found,) = news()
    assert (found.older, found.changed, found.results) == (1, 0, 0)


def test_what_was_older_when_it_was_last_told_is_no_news(people, classroom, predict, math):
    begun = timezone.now()
    predict()
    promotions.promote(new_version(math, shift=1.0), who="a test", why="newer")
    told = timezone.now()
    promotions.promote(new_version(math, shift=2.0), who="a test", why="newer still")
    assert [news_for(people.owner, since, timezone.now()).is_new for since in (begun, told)] == [True, False]


def test_as_many_as_before_are_news_where_they_are_others(people, classroom, predict, math):
    predict()
    promotions.promote(new_version(math, shift=1.0), who="a test", why="newer")
    told = timezone.now()
    predict()
    assert not news_for(people.owner, told, timezone.now()).is_new
    promotions.promote(new_version(math, shift=2.0), who="a test", why="newer still")
    assert news_for(people.owner, told, timezone.now()).is_new


def test_entries_that_came_since_make_an_old_prediction_news_once(people, student, predict, answers):
    predict()
    told = timezone.now()
    slug = next(slug for slug, value in answers.items() if isinstance(value, float))
    save_student(student, known={slug: 88.0})
    assert news_for(people.owner, told, timezone.now()).is_new
    assert not news_for(people.owner, timezone.now(), timezone.now()).is_new


def test_an_archived_class_is_told_nothing_of(news, predict, classroom, math):
    from predictor.classes.keeping.work import archive

    predict()
    promotions.promote(new_version(math, shift=1.0), who="a test", why="newer")
    archive(classroom)
    assert news() == ()
