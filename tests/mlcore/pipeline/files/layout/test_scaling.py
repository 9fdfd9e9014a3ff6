"""Results out of another maximum are scaled to that of the field, and it is said; nothing else is touched."""

from dataclasses import replace

import pytest
from exports import BLACKBOARD, CANVAS, MOODLE, POWERTEACHER
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.files.checking import check_file
from mlcore.pipeline.files.layout.scaling import in_points, scaled
from mlcore.pipeline.files.reading import Reading
from mlcore.pipeline.schema import Field, Question, Schema
from mlcore.words.files.imported import of_fields

QUIZ = Field(slug="quiz", label="Quiz 1", kind="number", minimum=0, maximum=100, aliases=("Score",))
ESSAY = replace(QUIZ, slug="essay", label="Essay", aliases=())
SCHEMA = Schema(
    name="marks",
    version=1,
    label="Marks",
    fields=(QUIZ, ESSAY),
    tasks=(Question(slug="next", label="Next", target="quiz", inputs=("essay",)),),
)


@pytest.fixture
def check(tmp_path):
    def _check(text, schema=SCHEMA, **how):
        path = tmp_path / "marks.csv"
        path.write_text(text)
        return check_file(path, schema, Reading(**how))

    return _check


@given(st.integers(1, 500), st.integers(1, 500), st.data())
def test_a_part_of_the_maximum_stays_the_same_part(maximum, high, data):
    field = replace(QUIZ, maximum=high)
    points = float(data.draw(st.integers(0, maximum)))
    counted = in_points(field, maximum)
    if maximum == high:
        assert counted is None
    else:
        assert scaled(points, counted, field) == pytest.approx(points / maximum * high)


def test_points_of_a_gradebook_are_scaled_by_its_own_maxima(check):
    report = check(CANVAS)
    assert report.frame[["quiz", "essay"]].fillna(-1).values.tolist() == [[70, 75], [-1, -1]]
    assert of_fields(report.found, SCHEMA)[-2:] == [
        "Essay: 14 of 20 is read as 70 of 100.",
        "Quiz 1: 7 of 10 is read as 70 of 100.",
    ]
    assert [found.words for found in report.found.fields if found.field == "essay"] == [{"ex": 1}]


def test_a_maximum_above_the_header_holds_for_its_results(check):
    schema = replace(SCHEMA, fields=(QUIZ,), tasks=())
    assert check(POWERTEACHER, schema).frame["quiz"].fillna(-1).tolist() == [70, -1]


def test_words_for_nothing_of_a_format_are_not_known_and_counted(check):
    schema = replace(SCHEMA, fields=(QUIZ,), tasks=())
    found = check(BLACKBOARD, schema).found
    assert (found.format, found.fields[0].not_known, found.fields[0].words) == ("blackboard", 1, {"in progress": 1})
    assert check("Quiz 1\nIn Progress\n7\n", schema).problem_count == 1


def test_percentages_of_a_gradebook_are_parts_of_any_scale(check):
    schema = replace(SCHEMA, fields=(replace(ESSAY, maximum=20),), tasks=())
    report = check(MOODLE, schema)
    assert report.frame["essay"].fillna(-1).tolist() == [17, -1]
    assert "Essay: 70 of 100 is read as 14 of 20." in of_fields(report.found, schema)


def test_more_than_the_maximum_is_refused_in_the_points_of_the_file(check):
    report = check("Quiz 1,Essay\n/10,/20\n11,20\n7,20\n")
    assert [str(problem) for problem in report.problems] == [
        'row 3, column Quiz 1: "11" is not allowed; expected a number from 0 to 10'
    ]


def test_the_same_maximum_changes_nothing_and_is_not_said(check):
    report = check("Quiz 1,Essay\n/100,/20\n33.3,20\n")
    assert report.frame["quiz"].tolist() == [33.3]
    assert [found.maximum for found in report.found.fields] == [None, 20]


def test_a_scale_that_does_not_begin_at_nothing_is_not_guessed_at(check):
    grades = replace(SCHEMA, fields=(replace(QUIZ, minimum=1, maximum=6), ESSAY))
    (problem,) = check("Quiz 1,Essay\n/10,/100\n5,20\n", grades).problems
    assert "this scale does not begin at 0: convert the column" in str(problem)


def test_a_header_that_the_schema_spells_out_says_what_it_means(check):
    spelled_out = replace(SCHEMA, fields=(replace(QUIZ, aliases=("Quiz 1 (out of 10)",)), ESSAY))
    assert check("Quiz 1 (out of 10),Essay\n7,20\n", spelled_out).frame["quiz"].tolist() == [7]
    assert check("Quiz 1 (out of 10),Essay\n7,20\n").frame["quiz"].tolist() == [70]
