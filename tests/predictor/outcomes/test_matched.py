"""Which result is held against which prediction."""

import pytest
from held_predictions import came

from predictor.outcomes.matched import matched, results_of

pytestmark = pytest.mark.django_db


def test_a_result_is_held_against_the_newest_prediction_before_its_day(math, student, people, predict):
    predict()
    newest = predict()
    came(student, math, 61, people.owner)
    (match,) = matched(math)
    assert (match.prediction, match.result, match.classroom) == (newest, 61.0, student.classroom_id)


@pytest.mark.parametrize("days", [0, -1])
def test_of_the_same_day_or_before_nothing_is_held(math, student, people, predict, days):
    prediction = predict()
    came(student, math, 61, people.owner, days=days)
    assert matched(math) == []
    assert results_of([prediction]) == {}


def test_a_prediction_counts_once_by_the_first_result_after_it(math, student, people, predict):
    prediction = predict()
    came(student, math, 70, people.owner, days=2)
    first = came(student, math, 61, people.owner, days=1)
    assert [match.result for match in matched(math)] == [61.0]
    assert results_of([prediction]) == {prediction.pk: first}


def test_a_correction_counts_instead_of_what_it_corrects(math, student, people, predict):
    prediction = predict()
    wrong = came(student, math, 16, people.owner)
    right = came(student, math, 61, people.owner, replaces=wrong.pk)
    assert [match.result for match in matched(math)] == [61.0]
    assert results_of([prediction]) == {prediction.pk: right}


def test_each_prediction_has_its_result_whoever_asks_for_several(math, student, people, predict):
    older, newer = predict(), predict()
    result = came(student, math, 61, people.owner)
    assert results_of([older, newer]) == dict.fromkeys([older.pk, newer.pk], result)
    assert results_of([predict(student=None)]) == {}
