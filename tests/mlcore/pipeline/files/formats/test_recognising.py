"""Exports of known systems are told by their headers; where two fit, somebody is asked; a new one is one row."""

import pytest
from exports import ARBOR, CANVAS, EXPORTS, MOODLE
from opened import opened

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.formats import table
from mlcore.pipeline.files.formats.format import Format, pattern
from mlcore.pipeline.files.formats.recognising import SeveralFormats

LONG = {one.slug for one in table.FORMATS if one.long}
KEYS = {
    "canvas": ["ID", "SIS User ID", "SIS Login ID"],
    "moodle": ["ID number", "Email address"],
    "brightspace": ["OrgDefinedId", "Username"],
    "blackboard": ["Username", "Student ID"],
    "powerteacher": ["Student Num"],
    "sims": ["Adno"],
    "arbor": ["Globally Unique Student ID", "Arbor Student ID", "UPN"],
}
SCORES = {
    "canvas": [("Essay", 20), ("Quiz 1", 10)],
    "moodle": [("Quiz: Cells", None), ("Essay", 100)],
    "brightspace": [("Quiz 1", 10)],
    "blackboard": [("Quiz 1", 10), ("Extra", 12.5)],
    "powerteacher": [("Score", 10)],
    "sims": [],
    "arbor": [],
}


def test_every_format_has_an_export_to_be_tried_on():
    assert set(EXPORTS) == {one.slug for one in table.FORMATS}
    assert set(KEYS) == set(SCORES) == set(EXPORTS) - LONG


@pytest.mark.parametrize("slug", EXPORTS)
def test_an_export_is_recognised_and_no_other_format_fits(slug, tmp_path):
    assert opened(tmp_path, EXPORTS[slug]).layout.format == slug


@pytest.mark.parametrize("slug", KEYS)
def test_numbers_of_people_and_results_with_their_maximum_are_told(slug, tmp_path):
    layout = opened(tmp_path, EXPORTS[slug]).layout
    assert [column.header for column in layout.columns_as("key")] == KEYS[slug]
    assert [(column.title, column.maximum) for column in layout.columns_as("score")] == SCORES[slug]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("slug", ["blackboard", "powerteacher", "sims"])
def test_letters_and_delimiters_make_no_difference(slug, encoding, tmp_path):
    text = EXPORTS[slug].replace(",", "\t")
    assert opened(tmp_path, text.encode(encoding)).layout.format == slug


def test_totals_remarks_and_the_time_of_the_export_are_left_out_with_the_reason(tmp_path):
    left_out = opened(tmp_path, MOODLE).layout.columns_as("left_out")
    assert {column.header: column.why for column in left_out} == {
        "Feedback: Essay": "a remark",
        "Essay (Letter)": "no points",
        "Course total (Real)": "a total that the other columns make up",
        "Last downloaded from this course": "the time of the export",
    }


def test_rows_of_notes_and_points_are_no_students(tmp_path):
    file = opened(tmp_path, CANVAS)
    assert [(row.number, row.label, row.why) for row in file.layout.left_out] == [
        (2, "Manual Posting", "notes"),
        (3, "Points Possible", "what a full result is"),
    ]
    assert file.numbers == [4, 5, 6]


def test_keys_lose_the_mark_that_keeps_them_text_and_keep_their_zeros(tmp_path):
    assert [row[:2] for row in opened(tmp_path, EXPORTS["brightspace"]).rows] == [["0071", "ann"], ["0072", "ben"]]


BOTH = ARBOR.replace('"Sex"', '"RenaissanceClientID","ScaledScore"').replace('"F"', '"1","2"').replace('"M"', '"1","2"')


def test_where_two_formats_fit_somebody_is_asked(tmp_path):
    with pytest.raises(
        SeveralFormats, match=r"Arbor \(--format arbor\) or Renaissance STAR \(--format star\)"
    ) as asked:
        opened(tmp_path, BOTH)
    assert [one.slug for one in asked.value.formats] == ["arbor", "star"]
    assert opened(tmp_path, BOTH, format="arbor").layout.format == "arbor"


def test_whoever_says_plain_gets_the_columns_as_they_are(tmp_path):
    layout = opened(tmp_path, CANVAS, format="plain").layout
    assert (layout.format, {column.role for column in layout.columns}) == ("", {"other"})


@pytest.mark.parametrize(("slug", "said"), [("canva", "No format is called 'canva'"), ("arbor", "lacks the columns")])
def test_a_format_that_is_unknown_or_does_not_fit_is_refused(slug, said, tmp_path):
    with pytest.raises(DataError, match=said):
        opened(tmp_path, MOODLE, format=slug)


MADE_UP = Format(
    slug="made-up",
    name="Made Up Marks",
    required=("Pupil Code", "Tutor"),
    keys=("Pupil Code",),
    names=("Pupil",),
    score=pattern(r"(?P<title>.+) \{(?P<maximum>\d+)\}"),
    nothing=("gone",),
)


def test_one_more_format_is_one_more_row_of_the_table(monkeypatch, tmp_path):
    monkeypatch.setattr(table, "FORMATS", (*table.FORMATS, MADE_UP))
    file = opened(tmp_path, "Marks of 7B\n\nPupil;Pupil Code;Tutor;Test {20}\nAnn;007;X;gone\n")
    assert (file.layout.format, file.layout.header_row, file.layout.nothing) == ("made-up", 3, ("gone",))
    assert [(column.role, column.title, column.maximum) for column in file.layout.columns] == [
        ("name", "Pupil", None),
        ("key", "Pupil Code", None),
        ("other", "Tutor", None),
        ("score", "Test", 20),
    ]


def test_a_number_of_a_student_that_lost_its_digits_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"Row 5, column Adno: '1.2E\+15' is what a spreadsheet program makes"):
        opened(tmp_path, EXPORTS["sims"].replace("004711", "1.2E+15"))


def test_canvas_is_told_with_names_in_two_columns_as_well(tmp_path):
    text = CANVAS.replace("Student,ID", "LastName,FirstName,ID").replace('"Abel, Ann"', "Abel,Ann")
    text = text.replace('"Bora, Ben"', "Bora,Ben").replace("Possible,,,,,", "Possible,,,,,,")
    layout = opened(tmp_path, text).layout
    assert (layout.format, [column.title for column in layout.columns_as("name")]) == (
        "canvas",
        ["LastName", "FirstName"],
    )
    assert [column.maximum for column in layout.columns_as("score")] == [20, 10]


def test_a_list_of_students_with_a_maximum_in_a_header_tells_it(tmp_path):
    layout = opened(tmp_path, "UPN,Adno,Reg,Essay (out of 20)\nA1,07,7B,15\n").layout
    assert (layout.format, [column.maximum for column in layout.columns_as("score")]) == ("sims", [20])
