"""Grades of a number: read in either order, refused with field and grade where they leave a question open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.schema import Schema
from mlcore.pipeline.schema.grades import Grade, Grading

MARKS = {"A": 80, "B": 60, "C": 40, "D": 0}
BOUNDS = (0.0, 100.0)


def graded(marks, **more):
    grades = [{"label": label, "from": start} for label, start in marks]
    target = {"slug": "mark", "label": "Mark", "kind": "number", "minimum": 0, "maximum": 100, "grade": grades}
    hours = {"slug": "hours", "label": "Hours", "kind": "number", "minimum": 0, "maximum": 9}
    task = {"slug": "mark", "label": "Mark", "target": "mark", "inputs": ["hours"]}
    content = {"name": "small", "version": 1, "label": "Small", "field": [target | more, hours], "task": [task]}
    return Schema.from_dict(content)


def test_grades_mean_the_same_best_first_or_last():
    best_first, best_last = (graded(marks).field("mark").grading for marks in (MARKS.items(), [*MARKS.items()][::-1]))
    assert best_first.grades == best_last.grades
    assert [grade.label for grade in best_first.as_written] == ["A", "B", "C", "D"]
    assert [grade.label for grade in best_last.as_written] == ["D", "C", "B", "A"]


def test_grades_come_back_as_they_were_written():
    read = graded(MARKS.items(), **{"pass": "C", "step": 0.5, "grades_note": "Of June."})
    written = read.to_dict()["field"][0]
    assert [grade["label"] for grade in written["grade"]] == ["A", "B", "C", "D"]
    assert (written["pass"], written["step"], written["grades_note"]) == ("C", 0.5, "Of June.")
    assert Schema.from_dict(read.to_dict()) == read


def test_a_pass_mark_of_zero_is_kept():
    read = graded([], minimum=-10, **{"pass": 0})
    assert Schema.from_dict(read.to_dict()).field("mark").grading.pass_at == 0.0


def test_a_pass_mark_is_a_score_or_the_label_of_a_grade():
    assert graded(MARKS.items(), **{"pass": "c"}).field("mark").grading.pass_at == 40.0
    assert graded(MARKS.items(), **{"pass": 55}).field("mark").grading.cuts == (40, 55, 60, 80)


def test_a_number_without_grades_and_pass_mark_has_no_grading():
    assert graded([]).field("mark").grading is None
    assert graded(MARKS.items()).field("hours").grading is None


@pytest.mark.parametrize(
    ("marks", "more", "message"),
    [
        (MARKS | {"D": 10}, {}, "field mark, grade 'D': scores from 0 to below 10 have no grade"),
        (MARKS | {"B": 80}, {}, "field mark: the grades 'A' and 'B' both begin at 80"),
        (MARKS | {"A": 101}, {}, "field mark, grade 'A': from 101 is outside 0 to 100"),
        (MARKS | {"C": 70}, {}, "field mark: grade 'C' from 70 stands out of order"),
        ({"A": 50, "a ": 0}, {}, "two grades are called 'a '"),
        ({"A": 50, " ": 0}, {}, "has 1 to 30 characters"),
        ({"A": 50, "B" * 31: 0}, {}, "has 1 to 30 characters"),
        ({"A": 0}, {}, "list two to 40 grades"),
        (MARKS, {"pass": "E"}, "field mark: pass names the grade 'E'; the grades are: 'A', 'B', 'C', 'D'"),
        (MARKS, {"pass": "D"}, "pass must lie above 0 and at most at 100, not at 0"),
        ({}, {"pass": 101}, "pass must lie above 0"),
        ({}, {"pass": True}, "pass must be a score or the label of a grade"),
        ({}, {"step": 0}, "step must lie from 0.0001 to 100"),
        ({}, {"minimum": 1, "step": 2}, "the minimum 1 must be a multiple of the step 2, which counts from 0"),
        ({}, {"step": 1e-320}, "step must lie from 0.0001 to 100"),
        ({}, {"grade": "A"}, r"write each grade under a heading of its own: \[\[field.grade\]\]"),
        ({"A": "x", "B": 0}, {}, "field mark, grade 'A': from must be a number, not 'x'"),
        ({}, {"grade": [{"label": "A"}]}, "field mark, grade 'A': add from"),
        ({}, {"grade": [{"from": 1}]}, "field mark, grade 1: add label"),
        ({}, {"grade": [{"label": "A", "from": 1, "to": 3}]}, "there is no 'to' here; a grade has label, from"),
    ],
)
def test_what_leaves_a_question_open_is_refused(marks, more, message):
    with pytest.raises(SchemaError, match=message):
        graded(marks.items(), **more)


@pytest.mark.parametrize(("minimum", "step"), [(0, 7), (1, 0.5), (-5, 5), (0.3, 0.1), (1, 1 / 3)])
def test_a_step_that_leads_from_zero_to_the_minimum_is_taken(minimum, step):
    assert graded([], minimum=minimum, step=step).field("mark").step == step


@pytest.mark.parametrize("key", [{"grade": [{"label": "A", "from": 1}]}, {"pass": 1}, {"step": 1}])
def test_only_a_number_has_grades(key):
    with pytest.raises(SchemaError, match=f"field mark: only a number has a {next(iter(key))}"):
        graded([], kind="category", choices=["a", "b"], minimum=None, maximum=None, **key)


@given(st.sets(st.integers(1, 100), min_size=1, max_size=20), st.floats(0, 100), st.booleans())
def test_every_score_has_the_highest_grade_that_it_reaches(starts, score, is_reversed):
    written = [Grade(label=f"from {start}", start=start) for start in sorted({0, *starts}, reverse=is_reversed)]
    grading = Grading.of(written, None, BOUNDS, "field mark")
    reached = max(grade.start for grade in written if grade.start <= score)
    assert grading.grade_of(score).start == reached
    assert grading.cuts == tuple(sorted(starts))
    assert list(grading.as_written) == written
