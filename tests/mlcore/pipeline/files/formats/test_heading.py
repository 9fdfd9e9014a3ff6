"""The header is found below titles, and a first row that is one stays one."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opened import opened
from tiny_table import SCHEMA

from mlcore.pipeline.files.formats.heading import header_place
from mlcore.pipeline.files.headers import known_headers

KNOWN = partial(known_headers, SCHEMA)
HEADER = ["colour", "place", "change"]
TITLE = st.lists(st.sampled_from(["Marks of 7B", "2026", "", "colour", "(draft)", "Miss Pell"]), min_size=1, max_size=3)
ROW = st.lists(st.sampled_from(["red", "Ulm", "7", "", "3,5"]), min_size=3, max_size=3)


@given(st.lists(TITLE, max_size=14), st.lists(ROW, max_size=5))
def test_a_header_is_found_wherever_it_stands_among_the_first_rows(titles, rows):
    assert header_place([*titles, HEADER, *rows], KNOWN) == len(titles)


@given(st.lists(st.lists(st.text(max_size=6), min_size=3, max_size=3), max_size=16))
def test_a_first_row_that_says_all_is_the_header_whatever_follows(rows):
    assert header_place([HEADER, *rows], KNOWN) == 0


@given(st.lists(TITLE, min_size=1, max_size=15))
def test_words_here_and_there_make_no_header(rows):
    assert header_place([["name", "mark", "remark"], *rows], KNOWN) == 0


def test_below_the_first_fifteen_rows_nobody_looks():
    assert header_place([*[["title"]] * 15, HEADER], KNOWN) == 0


def test_a_narrow_table_needs_only_what_it_has():
    assert header_place([["Marks", "2026"], ["colour", "change"], ["red", "7"]], KNOWN) == 1
    assert header_place([["Marks", "2026"], ["colour", "remark"], ["red", "7"]], KNOWN) == 0


def test_where_no_word_is_known_what_stands_alone_is_a_title():
    assert header_place([["Marks of 7B"], ["", "2026"], ["pupil", "essay", "quiz"], ["Ann", "7", "8"]]) == 2
    assert header_place([["pupil"], ["Ann"], ["Ben"]]) == 0


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_titles_are_kept_with_their_rows_and_numbers_stay_those_of_the_file(tmp_path, delimiter):
    text = (
        f'"Marks, spring;term\t|"\n\n"two\nlines"\n{delimiter.join(HEADER)}\n\n{delimiter.join(["red", "Ulm", "7"])}\n'
    )
    file = opened(tmp_path, text, KNOWN)
    assert (list(file.headers), file.rows, file.numbers) == (HEADER, [["red", "Ulm", "7"]], [7])
    assert (file.layout.header_row, [row for row, _ in file.layout.context]) == (5, [1, 3])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_a_line_that_tells_the_delimiter_stands_above_titles(tmp_path, encoding):
    text = "sep=^\nM\u00e4rz\n\ncolour^place^change\nred^Ulm^7\n"
    file = opened(tmp_path, text.encode(encoding), KNOWN)
    assert (list(file.headers), file.numbers, file.layout.context) == (HEADER, [5], ((2, "M\u00e4rz"),))
