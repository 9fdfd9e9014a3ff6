"""What a conversation sheet says, and what it keeps to itself."""

import datetime as dt
import re

import pytest
from causal_words import causal_words
from django.utils import timezone
from reading_grade import reading_grade

from predictor.models import Outcome, Support, Target

pytestmark = pytest.mark.django_db


@pytest.fixture
def sensitive(math):
    return [field for field in math.schema_version.schema.fields if field.sensitive]


def in_full(math, student, people, predict):
    """With a target, results, earlier predictions and a gap."""
    predict(reading_score=None)
    predict()
    Target.objects.create(student=student, task=math, score=75.0, why="she asked", made_by=people.owner)
    about = {"schema_name": "exams", "field": "math_score", "door": "page", "made_by": people.owner}
    Outcome.objects.create(student=student, value=61.0, day=dt.date(2026, 3, 14), **about)
    return predict(writing_score=None)


def test_range_people_and_question_are_said(predict, said):
    predict()
    sheet = said()
    assert sheet.question == "The question: Maths score"
    reading = sheet.sheet.reading
    assert sheet.statement == f"Students like this one usually score between {reading.low} and {reading.high} in maths."
    assert sheet.dots.sentence == f"Of 20 students like this one, about {sheet.dots.full} reach 60, the pass mark."
    assert sum(dot.is_full for dot in sheet.dots.dots) == sheet.dots.full
    assert len(sheet.dots.dots) == 20


def test_no_sensitive_field_is_on_it(predict, words, sensitive):
    predict(**{sensitive[0].slug: None})
    text = words()
    assert len(sensitive) == 4
    for field in sensitive:
        assert field.label.lower() not in text.lower()
        assert not any(f": {choice}." in text for choice in field.choices)
    assert "3 more went in. They are private, so they are not printed." in text


def test_a_gap_of_a_sensitive_field_is_no_reason_that_is_said(predict, words, sensitive):
    predict(**{field.slug: None for field in sensitive})
    assert "wider" not in words()
    assert "private" not in words()


def test_a_gap_is_named_with_what_it_does(predict, words):
    predict(reading_score=None)
    assert "Not known: Reading score. The range is wider for what is not known." in words()


def test_the_target_is_the_teachers_and_not_the_models(math, student, people, predict, words):
    in_full(math, student, people, predict)
    assert "75 (B). Set by owner on" in words()
    assert "A teacher set it, not the model." in words()


def test_what_was_before_stands_with_its_day_the_newest_first(math, student, people, predict, said):
    in_full(math, student, people, predict)
    lines = said().beside[1].lines
    assert lines[-1] == "14 Mar 2026: result 61"
    assert len(lines) == 3
    assert all(" predicted " in line for line in lines[:2])


def test_an_entry_that_was_known_before_has_its_own_day(student, predict, said, answers):
    student.known |= {"test_preparation": answers["test_preparation"]}
    student.noted = {"test_preparation": (timezone.now() - dt.timedelta(days=30)).isoformat()}
    student.save()
    predict()
    entries = said().parts[0].entries
    assert [entry.since is not None for entry in entries] == [True, False, False]


def test_whom_to_tell_is_named(predict, words):
    predict()
    assert "Tell colleague and owner." in words()


def test_who_teaches_a_second_class_gets_a_sheet_of_that_class(people, student, predict, words, second_class):
    predict()
    told = words(people.stranger)
    assert "Choir" in told
    assert "Tell stranger." in told
    assert student.classroom.name not in told


def test_who_teaches_their_own_class_gets_a_sheet_of_that_one(people, student, predict, words, second_class):
    predict()
    assert student.classroom.name in words(people.owner)


def test_it_says_that_the_model_is_a_demo(predict, words):
    predict()
    assert "This is a demo model. It learned from made-up data." in words()


def test_the_words_are_those_of_eighth_grade_at_most(math, student, people, predict, words):
    predict()
    assert reading_grade(words()) <= 8
    in_full(math, student, people, predict)
    assert reading_grade(words()) <= 8


def test_a_text_for_scholars_would_be_noticed():
    text = "Interventional contributions necessitate counterfactual distributional assumptions regarding dependencies."
    assert reading_grade(text) > 12
    assert reading_grade("The cat sat on the mat. It was a good cat.") < 3


def test_nobody_is_ranked_and_no_cause_is_claimed(math, student, people, predict, words):
    in_full(math, student, people, predict)
    assert causal_words(words()) == []
    assert not set(re.findall(r"[a-z]+", words().lower())) & {"rank", "risk", "weak", "strong", "ai", "confidence"}


def test_support_is_left_off_paper_that_leaves_the_school(people, student, predict, words):
    predict()
    about = {"student": student, "by_whom": "Ms Otieno", "how_often": "weekly", "why": "x", "made_by": people.owner}
    Support.objects.create(what="Counselling", from_day=dt.date(2026, 2, 1), **about)
    assert not {"Counselling", "Otieno", "weekly"} & set(words().replace(":", "").split())
