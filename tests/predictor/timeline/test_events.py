"""Events of a student, newest first, piece by piece."""

import pytest

from predictor.models import Student
from predictor.timeline import events
from predictor.timeline.events import BadPlace, Kind, newest, pieces, place_of

pytestmark = pytest.mark.django_db


def test_all_kinds_stand_in_one_order_of_time(student, predict, came, supported, people):
    supported(-3)
    came(50, days=-3)
    predict()
    came(60, days=2)
    kinds = [event.kind for event in newest(student, people.owner, 9)]
    assert kinds == [Kind.REACHED, Kind.PREDICTED, Kind.ENTERED, Kind.REACHED, Kind.SUPPORTED]


def test_a_result_that_was_corrected_is_told_once(student, came, people):
    wrong = came(16, days=-1)
    right = came(61, days=-1)
    right.__class__.objects.filter(pk=right.pk).delete()
    right.pk, right.replaces = None, wrong
    right.save(force_insert=True)
    assert [event.row.value for event in newest(student, people.owner, 9)] == [61.0]


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_pieces_name_every_event_once_whatever_their_size(size, monkeypatch, student, predict, came, supported, people):
    for days in (0, 0, -1, -1):
        came(50, days=days)
        supported(days)
        predict()
    whole = [event.place for event in newest(student, people.owner, 100)]
    monkeypatch.setattr(events, "PIECE", size)
    assert [event.place for piece in pieces(student, people.owner) for event in piece] == whole
    assert len(whole) == 16


def test_a_result_of_the_day_comes_before_what_happened_during_it(student, predict, came, people):
    came(50)
    predict()
    (place,) = [event.place for event in newest(student, people.owner, 9) if event.kind is Kind.ENTERED]
    assert [event.kind for event in newest(student, people.owner, 9, place)] == [Kind.REACHED]


def test_a_place_is_found_by_the_name_of_its_event(student, prediction, came, people):
    came(50)
    events = newest(student, people.owner, 9)
    assert [place_of(student, people.owner, event.name) for event in events] == [event.place for event in events]


@pytest.mark.parametrize(
    "name", ["", "x", "result", "result-", "result-0", "result-9" + "9" * 30, "target-1", "result-²"]
)
def test_no_other_text_is_a_place(name, student, people):
    with pytest.raises(BadPlace):
        place_of(student, people.owner, name)


def test_an_event_of_another_student_is_no_place(student, prediction, people):
    other = Student.objects.create(classroom=student.classroom, name="Ben")
    with pytest.raises(BadPlace):
        place_of(other, people.owner, f"prediction-{prediction.pk}")
