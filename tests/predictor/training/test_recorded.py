"""Results that were recorded, as rows: nothing that was entered later is in them."""

import datetime as dt

import pytest

from mlcore.datasets import choosing, storing
from mlcore.datasets.together import together
from mlcore.models import Dataset, Task
from mlcore.versions import learned
from predictor.models import Student
from predictor.support import work as support
from predictor.training import recorded

pytestmark = pytest.mark.django_db


def test_a_row_is_what_was_known_before_the_result_and_the_result(math, answers, enter, reach):
    enter()
    reach(66.0)
    assert recorded.rows_of(math) == [answers | {"math_score": 66.0}]


@pytest.mark.parametrize("days_before", [0, -1, -40])
def test_what_was_entered_on_the_day_or_later_is_in_no_row(math, enter, reach, days_before):
    enter(days_before)
    reach()
    assert recorded.rows_of(math) == []


def test_of_several_entries_the_last_before_the_result_counts(math, enter, reach):
    enter(9, reading_score=10.0)
    enter(2, reading_score=20.0)
    enter(-1, reading_score=30.0)
    reach()
    assert [row["reading_score"] for row in recorded.rows_of(math)] == [20.0]


def test_an_earlier_entry_does_not_fill_in_what_the_last_one_did_not_know(math, enter, reach):
    enter(9)
    enter(2, reading_score=None)
    reach()
    assert recorded.rows_of(math) == []


def test_a_corrected_result_counts_once_as_corrected(math, enter, reach):
    enter()
    reach(70.0, replaces=reach(66.0))
    assert [row["math_score"] for row in recorded.rows_of(math)] == [70.0]


def test_two_results_of_a_student_are_two_rows_each_with_its_own_inputs(math, enter, reach, day):
    enter(40, reading_score=10.0)
    enter(1, reading_score=20.0)
    reach(50.0, day=day - dt.timedelta(days=30))
    reach(60.0)
    rows = [(row["reading_score"], row["math_score"]) for row in recorded.rows_of(math)]
    assert rows == [(10.0, 50.0), (20.0, 60.0)]


def test_results_of_other_fields_and_schemas_are_left(math, enter, reach):
    enter()
    reach(field="reading_score")
    reach(schema_name="hsb2")
    assert recorded.rows_of(math) == []


def test_inputs_for_another_question_are_left(math, enter, reach):
    enter(task=Task.objects.get(slug="math-early"))
    reach()
    assert recorded.rows_of(math) == []


def test_what_the_schema_does_not_take_any_more_is_left(math, enter, reach):
    enter(gender="no choice of this schema")
    reach()
    assert recorded.rows_of(math) == []


def test_nothing_is_left_of_a_class_that_was_deleted(math, classroom, enter, reach):
    enter()
    reach()
    classroom.delete()
    assert recorded.store(math) is None


def test_they_are_stored_once_without_names_and_taken_by_no_other_training(math, enter, reach, student):
    enter()
    reach(66.0)
    dataset = recorded.store(math)
    assert recorded.store(math) == dataset
    frame = storing.frame_of(dataset)
    assert (len(frame), frame["math_score"][0], dataset.is_demo) == (1, 66.0, False)
    assert student.name not in frame.to_csv()
    assert dataset not in choosing.choose(math).taken


def test_more_results_are_another_dataset_and_the_first_one_stays(math, enter, reach, day):
    enter()
    reach(66.0)
    first = recorded.store(math)
    reach(70.0, day=day + dt.timedelta(days=1))
    assert recorded.store(math) != first
    assert Dataset.objects.get(pk=first.pk).rows == 1


@pytest.fixture
def of_two_students(enter, reach, day, classroom, student):
    """Two results of one, and between them one of another."""
    other = Student.objects.create(classroom=classroom, name="Somebody Else")
    for who, days_before in ((student, 40), (other, 20), (student, 1)):
        enter(days_before + 1, who=who, reading_score=50.0 + days_before)
        reach(60.0 + days_before, day=day - dt.timedelta(days=days_before), student=who)


def test_rows_of_one_student_are_known_by_their_places_alone(math, of_two_students, student):
    dataset = recorded.store(math)
    assert storing.people_of(dataset) == [[0, 2]]
    stored = {name: value for name, value in vars(dataset.stored).items() if name not in ("_state", "csv")}
    assert stored == {"dataset_id": dataset.pk, "people": [[0, 2]], "supported": []}


def test_they_stay_together_beside_the_rows_of_other_datasets(math, of_two_students):
    whole = together([Dataset.objects.get(), recorded.store(math)], math.schema_version)
    first = whole.rows - 3
    assert storing.people_of(whole) == [[first, first + 2]]
    people = learned.people_of(whole)
    assert people[first] == people[first + 2] != people[first + 1]
    assert len(set(people)) == whole.rows - 1


@pytest.fixture
def note(student, people, day):
    """Support from some days before the result until some days before it."""

    def note(first, last=None, **other):
        days = {"from_day": day - dt.timedelta(days=first)}
        days["until_day"] = None if last is None else day - dt.timedelta(days=last)
        said = support.Said(what="reading", by_whom="Mr Li", how_often="daily", why="slow", **days)
        return support.add(student, said, support.Signed(by=people.owner))

    return note


@pytest.mark.parametrize(
    ("first", "last", "counts"),
    [(30, None, 1), (30, 10, 1), (5, 2, 1), (30, 11, 0), (0, None, 0), (1, None, 1), (-3, None, 0)],
)
def test_support_between_the_entry_and_the_day_of_the_result_marks_the_row(
    math, enter, reach, note, first, last, counts
):
    enter(10)
    reach()
    note(first, last)
    assert recorded.counts_of(math) == (1, counts)


def test_support_that_was_removed_marks_nothing(math, enter, reach, note, people):
    enter(10)
    reach()
    support.remove(note(5), support.Signed(by=people.owner, why="mistake"))
    assert recorded.counts_of(math) == (1, 0)


def test_the_same_rows_with_other_marks_are_another_dataset(math, of_two_students, note):
    first = recorded.store(math)
    note(40)
    marked = recorded.store(math)
    assert (marked != first, recorded.store(math)) == (True, marked)
    assert (storing.supported_of(first), storing.supported_of(marked)) == ([], [2])


def test_marks_stay_with_their_rows_beside_other_datasets(math, of_two_students, note):
    note(40)
    whole = together([Dataset.objects.get(), recorded.store(math)], math.schema_version)
    assert storing.supported_of(whole) == [whole.rows - 1]
    assert learned.supported_of(whole).nonzero()[0].tolist() == [whole.rows - 1]
