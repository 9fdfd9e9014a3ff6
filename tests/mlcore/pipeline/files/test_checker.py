"""A file checked chunk by chunk: how it is cut makes no difference, and what is stored is what the file says."""

import csv
from io import StringIO

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_table import HEADERS, SCHEMA, table

from mlcore.pipeline.files.bad_rows import are_written, write_bad_rows
from mlcore.pipeline.files.cells.no_pupil import ANY, WHOLE_LABELS
from mlcore.pipeline.files.checker import Checker
from mlcore.pipeline.files.checking import check_file, pack_file
from mlcore.pipeline.files.headers import SURPLUS
from mlcore.pipeline.files.reading import read_chunks
from mlcore.pipeline.files.refusals import Refusal
from mlcore.pipeline.rows.storing import frame_from_bytes, pack
from mlcore.pipeline.schema import InvalidValue, Reason
from mlcore.pipeline.schema.spelling import spelled

TEXT = st.text(st.characters(categories=["L", "N", "P", "Zs"], include_characters="\r\n"), max_size=4)
CELL = st.sampled_from(["red", "GREEN", "blue", "", " Ulm ", "7", "-7.5", "-7,5", "99", "n/a"]) | TEXT.filter(
    # What is called so is no pupil, and left out before its cells are looked at.
    lambda text: not text.startswith("'") and spelled(text) not in ANY | WHOLE_LABELS
)
ROWS = st.lists(st.lists(CELL, max_size=5), min_size=1, max_size=12)
DELIMITERS = st.sampled_from([",", ";", "\t"])


def checked_by(raw, size):
    checker = Checker(raw, SCHEMA)
    chunks = [checker.feed(chunk) for chunk in read_chunks(raw, size)]
    return chunks, checker.summary()


def facts_of(report):
    problems = [(problem.row, str(problem)) for problem in report.problems]
    return report.rows, report.left_out, problems, report.problem_count, report.ignored_columns, report.bad_rows.headers


@settings(deadline=None)
@given(ROWS, st.integers(1, 12), DELIMITERS)
def test_chunks_of_any_size_give_what_one_chunk_gives(rows, size, delimiter):
    raw = table(*rows, headers=(*HEADERS, ""), delimiter=delimiter)
    ((whole,), report), (chunks, report_of_chunks) = checked_by(raw, 12), checked_by(raw, size)
    assert facts_of(report_of_chunks) == facts_of(report)
    assert [number for chunk in chunks for number in chunk.row_numbers] == whole.row_numbers.tolist()
    assert pack([chunk.frame for chunk in chunks], SCHEMA) == pack([whole.frame], SCHEMA)
    assert pack([chunk.columns for chunk in chunks], SCHEMA) == pack([whole.frame], SCHEMA)


def written(rows, delimiter):
    lines = StringIO(newline="")
    csv.writer(lines, delimiter=delimiter).writerows([HEADERS, ("red", "Ulm", "1"), *rows])
    return lines.getvalue()


def cleaned(cells):
    """A row as plainly as can be; None for a bad one."""
    first, beyond = [*cells, "", "", ""][:3], cells[3:]
    if "." not in first[2]:
        first[2] = first[2].replace(",", ".", 1)
    try:
        row = [field.clean(cell) for field, cell in zip(SCHEMA.fields, first, strict=True)]
    except InvalidValue:
        return None
    return None if any(cell.strip() for cell in beyond) else row


@settings(deadline=None)
@given(rows=ROWS, delimiter=DELIMITERS)
def test_what_is_stored_is_what_a_plain_reader_and_the_fields_give(tmp_path_factory, rows, delimiter):
    path = tmp_path_factory.mktemp("files") / "school.csv"
    path.write_text(written(rows, delimiter), encoding="utf-8", newline="")
    records = csv.reader(StringIO(written(rows, delimiter), newline=""), delimiter=delimiter)
    filled = [cells for cells in list(records)[1:] if any(cell.strip() for cell in cells)]
    good = [row for row in (cleaned(cells) for cells in filled) if row]
    expected = pd.DataFrame(dict(zip(HEADERS, zip(*good, strict=True), strict=True)), dtype="object")
    stored = pack_file(path, SCHEMA)
    pd.testing.assert_frame_equal(
        frame_from_bytes(stored.packed.csv, SCHEMA), expected.astype({"change": "float64"}), check_exact=True
    )
    assert (stored.rows, len(stored.bad_rows)) == (len(filled), len(filled) - len(good))


@settings(deadline=None)
@given(rows=ROWS, delimiter=DELIMITERS)
def test_bad_rows_that_are_written_are_the_bad_rows_of_the_file_that_is_read(tmp_path_factory, rows, delimiter):
    path = tmp_path_factory.mktemp("files") / "bad.csv"
    _, report = checked_by(table(["blue", "Ulm", "7"], *rows, delimiter=delimiter), 3)
    write_bad_rows(report, path)
    assert are_written(report, path)
    again = check_file(path, SCHEMA)
    assert [said(again, row) for row in again.bad_rows] == [said(report, row) for row in report.bad_rows]
    assert again.frame.empty


def said(report, row):
    return [(problem.column, problem.value, str(problem.expecting)) for problem in report.bad_rows.problems_of(row)]


def test_every_reason_of_a_field_to_refuse_a_cell_can_be_stored():
    asked_elsewhere = {Reason.NO_SUBGROUP, Reason.NUMBER_AS_SUBGROUP}
    assert {Refusal(reason) for reason in set(Reason) - asked_elsewhere} == set(Refusal) - {
        Refusal.DATE,
        Refusal.NO_COLUMN,
        Refusal.TWO_READINGS,
        Refusal.PERCENT,
        Refusal.ERROR,
        Refusal.FORMULA,
        Refusal.OTHER_SCALE,
    }


def test_cells_beyond_the_header_are_found_wherever_the_first_of_them_stands():
    raw = table(("red", "Ulm", "7"), ("red", "Ulm", "8", "x"), ("red", "Ulm", "9"))
    chunks, report = checked_by(raw, 1)
    assert [chunk.frame["change"].tolist() for chunk in chunks] == [[7.0], [], [9.0]]
    assert [(problem.row, problem.column, problem.value) for problem in report.problems] == [(3, SURPLUS, "x")]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_column_without_header_is_named_once_a_cell_of_it_is_filled(size):
    raw = table(("red", "Ulm", "7"), ("red", "Ulm", "8", "", "x"), headers=(*HEADERS, "", ""))
    assert checked_by(raw, size)[1].ignored_columns == ("column 5 (no header)",)
