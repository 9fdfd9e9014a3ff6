"""One row per test becomes one row per student; of several sittings the newest or the best counts, and it is said."""

import pytest
from exports import CAMBRIDGE, I_READY, IB, NWEA, STAR
from hypothesis import given
from hypothesis import strategies as st
from opened import opened

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.formats.format import Format, Long
from mlcore.pipeline.files.formats.table import PLAIN
from mlcore.pipeline.files.layout.columns import columns_of
from mlcore.pipeline.files.layout.layout import Layout
from mlcore.pipeline.files.sittings import pivoting
from mlcore.pipeline.files.sittings.pivoting import pivoted
from mlcore.words.files.layout import of_layout

ONE = Format(
    slug="one",
    name="One",
    keys=("student",),
    long=Long(subject=("subject",), window=("term",), results=("score",), taken=("day",)),
)
HEADERS = ("student", "subject", "term", "score", "day")
TEST = st.tuples(
    st.sampled_from("AB"),
    st.sampled_from(["maths", "art"]),
    st.sampled_from("12"),
    st.integers(0, 99),
    st.integers(1, 28),
)


def together(tests, rule):
    layout = Layout(columns=columns_of(PLAIN, HEADERS, {}))
    rows = [(row, [*map(str, test[:4]), f"2026-05-{test[4]:02}"]) for row, test in enumerate(tests, start=2)]
    return pivoted(ONE, layout, rows, rule)


@given(st.lists(TEST, min_size=1, max_size=20))
def test_each_result_is_that_of_the_newest_sitting_and_none_is_lost(tests):
    found = together(tests, "newest")
    by_place = {}
    for student, subject, term, score, _ in sorted(tests, key=lambda test: test[4]):
        by_place[student, f"{subject} {term}"] = str(score)
    told = {
        (cells[0], header): cell
        for _, cells in found.records
        for header, cell in zip(found.headers, cells, strict=True)
        if header in {title for _, title in by_place} and cell
    }
    assert told == by_place
    assert found.tests.several == len(tests) - len(by_place)


@given(st.lists(TEST, min_size=1, max_size=20), st.randoms())
def test_the_best_result_does_not_depend_on_the_order_of_the_file(tests, dice):
    shuffled = dice.sample(tests, len(tests))
    results = [sorted(cells for _, cells in together(rows, "best").records) for rows in (tests, shuffled)]
    assert results[0] == results[1]
    assert {test[3] for test in tests} >= {int(cell) for row in results[0] for cell in row if cell.isdigit()}


def test_a_student_is_one_row_numbered_as_the_first_of_the_tests(tmp_path):
    file = opened(tmp_path, NWEA)
    assert file.headers == (
        "DistrictName", "SchoolName", "StudentID",
        "Mathematics Fall 2025", "Mathematics Spring 2026", "Reading Fall 2025",
    )  # fmt: skip
    assert file.rows == [["Made Up", "North", "0071", "201", "208", "198"], ["Made Up", "North", "0072", "188", "", ""]]
    assert file.numbers == [2, 5]


def test_what_became_of_the_tests_is_said(tmp_path):
    assert of_layout(opened(tmp_path, NWEA).layout)[1] == (
        "5 tests became one row per student; columns of single tests are left out. "
        "A student sat again in the same subject and window 1 time: the newest result counts."
    )
    without = of_layout(opened(tmp_path, NWEA.replace("2025-09-08", "")).layout)[1]
    assert "the last result in the file counts, since dates are missing" in without
    assert "the best result counts" in of_layout(opened(tmp_path, NWEA, sittings="best").layout)[1]


def test_whoever_asks_for_the_best_gets_the_best(tmp_path):
    assert opened(tmp_path, NWEA, sittings="best").rows[1][3] == "190"


@pytest.mark.parametrize(
    ("text", "headers"),
    [
        (STAR, ["STAR Math"]),
        (I_READY, ["Math"]),
        (IB, ["HISTORY HL 2026 MAY PREDICTED_GRADE", "HISTORY HL 2026 MAY SUBJECT_GRADE"]),
        (CAMBRIDGE, ["Mathematics 0580 2026 June"]),
    ],
)
def test_results_are_called_by_subject_and_window(tmp_path, text, headers):
    assert [column.title for column in opened(tmp_path, text).layout.columns_as("score")] == headers


def test_names_stay_where_they_are_of_students(tmp_path):
    layout = opened(tmp_path, STAR).layout
    assert [column.header for column in layout.columns_as("name")] == ["StudentLastName"]
    assert [column.header for column in layout.columns_as("key")] == ["StudentIdentifier"]


@pytest.mark.parametrize(
    ("text", "how", "said"),
    [
        (NWEA.replace("0072", ""), {}, "Row 5, column StudentID: the cell is blank"),
        (NWEA.replace(",Reading", ","), {}, "Row 4, column Subject: the cell is blank"),
        (CAMBRIDGE, {"sittings": "best"}, "Row 2, Mathematics 0580 2026 June: 'A' is no number, so none is the best"),
        (NWEA.replace("StudentID", "Pupil"), {}, "No column names the students by a number"),
    ],
)
def test_what_cannot_be_put_together_is_refused_with_its_row(tmp_path, text, how, said):
    with pytest.raises(DataError, match=said):
        opened(tmp_path, text, **how)


def test_a_test_that_the_file_calls_void_does_not_count(tmp_path):
    text = STAR.replace("AssessmentStatus", "DeactivationReason").replace("690,Active", "690,").replace("Active", "Ill")
    layout = opened(tmp_path, text).layout
    assert "1 test not counted: the file calls them void." in of_layout(layout)
    assert opened(tmp_path, text).rows[0][1:] == ["0072", "Bora", "690"]


def test_too_many_tests_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(pivoting, "MOST_TESTS", 4)
    with pytest.raises(DataError, match="more than 4 tests"):
        opened(tmp_path, NWEA)
