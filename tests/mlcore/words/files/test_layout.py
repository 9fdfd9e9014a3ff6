"""What an import says of where things stood in a file."""

from exports import CANVAS, MOODLE, SIMS
from opened import opened

from mlcore.words.files.layout import of_layout


def test_the_format_and_what_is_no_student_are_said(tmp_path):
    assert of_layout(opened(tmp_path, CANVAS).layout, ["ID", "Final Score", "Final Grade"]) == [
        "Read as an export of Canvas; if it is none, use --format plain.",
        "Row 2 (“Manual Posting”) is no student: it holds notes.",
        "Row 3 (“Points Possible”) is no student: it tells what a full result is.",
        "Left out: Final Score and Final Grade (a total that the other columns make up).",
    ]


def test_titles_above_the_header_are_said_with_their_rows(tmp_path):
    assert of_layout(opened(tmp_path, SIMS).layout)[1] == (
        "The header is row 4. Above it: row 1 “Year 7 Mid-term list”, row 2 “Printed 08 October 2026”."
    )


def test_points_of_which_nobody_knows_out_of_how_many_are_said(tmp_path):
    said = of_layout(opened(tmp_path, MOODLE).layout)[-1]
    assert said == "Quiz: Cells: the file does not tell what a full result is, so points are read as they stand."


def test_of_a_table_with_its_header_on_top_nothing_is_said(tmp_path):
    assert of_layout(opened(tmp_path, "a,b\n1,2\n").layout) == []
