"""After 20 results somebody sees how they, the model and the average of both did; nobody else ever does."""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.urls import reverse
from django.utils import timezone
from page_words import words

from predictor.estimates.reads import About, held_against, kinds_of
from predictor.models import OwnEstimate


@pytest.fixture
def page(as_user, people):
    return lambda who: words(as_user(getattr(people, who)).get(reverse("my-estimates")))


def results_of(user):
    """By estimate, what it is held against."""
    rows = [row for kind in kinds_of(user) for row in kind.rows]
    return {row.estimate.value: row.result.value for row in rows if row.result}


def test_of_one_result_the_newest_estimate_before_it_counts(expect, reach, people, answers):
    expect(60.0, days=10)
    expect(64.0, days=5, answers=answers | dict.fromkeys(list(answers)[-1:]))
    reach(55.0)
    assert results_of(people.owner) == {64.0: 55.0}


def test_an_estimate_is_held_against_the_first_result_that_followed(expect, reach, people):
    expect(60.0)
    reach(55.0, days=3)
    reach(70.0, days=1)
    assert results_of(people.owner) == {60.0: 55.0}


def test_of_the_day_itself_nobody_can_tell(expect, reach, people):
    expect(60.0, days=1)
    reach(55.0, days=1)
    assert results_of(people.owner) == {}


def test_what_does_not_count_is_held_against_nothing(expect, predict, reach, people):
    predict()
    expect(60.0)
    reach(55.0)
    assert results_of(people.owner) == {}


def test_before_twenty_only_their_number_is_told(a_year, page):
    a_year(19)
    text = page("owner")
    assert "19 results of 20 so far." in text
    assert "Mean error" not in text
    assert "Result" not in text.split("The newest first")[1]


def test_from_twenty_on_all_three_are_told(a_year, page, people):
    a_year(20)
    (kind,) = kinds_of(people.owner)
    text = page("owner")
    assert kind.found.own.error.mean == pytest.approx(9.0, abs=1.0)
    assert "You were 9 points off on average" in text
    assert "The average of both" in text
    assert "above the results" in text


@pytest.mark.parametrize("who", ["colleague", "admin", "stranger"])
def test_nobody_else_finds_anything(who, a_year, page):
    a_year(20)
    assert "You have typed none yet." in page(who)


def test_the_file_keeps_results_back_until_twenty(a_year, owner):
    a_year(2)
    lines = owner.get(reverse("my-estimates-csv")).getvalue().decode("utf-8-sig").splitlines()
    assert lines[0].split(",") == ["student", "score", "estimated_at", "estimate", "counts", "model", "result", "day"]
    assert len(lines) == 3
    assert all(line.endswith("yes,,,") for line in lines[1:])


def test_a_student_whom_one_no_longer_sees_is_left_out(a_year, people, classroom):
    a_year(20)
    classroom.teachers.remove(people.owner)
    assert kinds_of(people.owner) == []
    assert OwnEstimate.objects.count() == 20


def test_the_api_gives_ones_own_and_nobody_elses(a_year, api_owner, api_admin):
    a_year(20)
    listed, figures = "/api/v1/my-estimates/?limit=2", "/api/v1/my-estimates/figures/"
    assert len(api_owner.get(listed).json()["results"]) == 2
    (kind,) = api_owner.get(figures).json()["results"]
    assert (kind["results"], kind["field"]) == (20, "math_score")
    assert set(kind["figures"]) == {"own", "model", "both", "own_less_model", "own_less_both", "model_less_both"}
    assert api_admin.get(listed).json()["results"] == api_admin.get(figures).json()["results"] == []


@dataclass
class Typed:
    """An estimate that counts how often somebody asks whom it is about."""

    pk: int
    student_id: int
    made_at: dt.datetime
    after_answer: bool = False
    looks: int = 0

    @property
    def submission(self):
        self.looks += 1
        return self


def test_an_estimate_is_looked_at_as_often_for_many_results_as_for_one(reach, student):
    long_ago = timezone.now() - dt.timedelta(days=30)
    typed = [Typed(pk, student.pk, long_ago) for pk in range(3)]
    results = [reach(50.0, days=days) for days in range(9, 0, -1)]
    found = held_against(typed, dict.fromkeys(range(3), About("exams", "math_score")))
    assert found == {0: results[0]}
    assert [one.looks for one in typed] == [1, 1, 1]


def test_few_queries_however_many_there_are(a_year, people, django_assert_max_num_queries):
    a_year(5)
    with django_assert_max_num_queries(4):
        kinds_of(people.owner)
