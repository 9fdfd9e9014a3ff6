"""No spreadsheet program runs what we write, at whatever it splits lines; our own reader gets it back as it was."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mlcore.pipeline.files.formulas import disarm, rearm

STARTS = "=+-@\uff1d\uff0b\uff0d\uff20"
LETTERS = st.text(st.sampled_from(f"a5 '\",;|\t\r\n\v\u00a0\u200b\ufeff\u2028{STARTS}"), max_size=12)


def cells_elsewhere(text: str, separator: str) -> list[str]:
    """What a program sees that splits at another separator than ours, and passes over quotes and blanks."""
    line = io.StringIO()
    csv.writer(line).writerow(["before", text, "after"])
    cells = line.getvalue().replace("\r", "\n").replace("\n", separator).split(separator)
    return [cell.strip(' "\t\v\u00a0\u200b\ufeff\u2028') for cell in cells]


@given(st.text() | LETTERS)
@example("'=1")
@example("''-5")
@example("a;'=1")
@example("'\t'=1")
def test_a_disarmed_cell_comes_back_as_it_was(text):
    assert rearm(disarm(text)) == text


@given(st.text() | LETTERS)
def test_a_disarmed_cell_begins_with_nothing_that_runs(text):
    disarmed = disarm(text)
    assert disarmed[:1] not in {*"=@\t\r\n\uff1d\uff0b\uff0d\uff20"}
    assert disarmed[:1] not in {"+", "-"} or disarmed[1:].replace(",", "").replace(".", "").isdigit()


@given(LETTERS, st.sampled_from(";\t|"))
@example('a;"=1+2', ";")
@example("-5;=1", ";")
def test_no_program_finds_a_formula_at_another_separator(text, separator):
    if text.replace("-", "").replace("+", "").replace(",", "").isdigit():
        return
    assert [cell for cell in cells_elsewhere(disarm(text), separator) if cell.startswith(tuple(STARTS))] == []


@pytest.mark.parametrize(
    "text", ["=1+1", "+x", "-x", "@x", "\tx", "\rx", "\nx", "-inf", " =1", "\u00a0@x", '"=1', "-\u0665"]
)
@pytest.mark.parametrize("start", ["", "'"])
def test_what_a_spreadsheet_might_run_is_disarmed(text, start):
    assert disarm(start + text) == f"'{start}{text}"


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("before", ["", "Ann; ", "Ann,", "Ann\t", "Ann|", "Ann\n", "Ann\r\n", "Ann\u2028"])
def test_the_full_width_forms_are_disarmed_like_the_plain_ones(start, before):
    place = len(before.rstrip(" "))
    assert disarm(f"{before}{start}cmd") == f"{before[:place]}'{before[place:]}{start}cmd"


def test_a_number_that_goes_on_as_a_formula_is_disarmed():
    assert disarm("-5,2+cmd|' /C calc'!A0") == "'-5,2+cmd|' /C calc'!A0"


@pytest.mark.parametrize(
    "text", ["-5", "+5", "-5.25", "-5,25", "O'Neil", "a = b", "8a; 8b", "mean-tested", "it's; or not"]
)
def test_what_runs_nowhere_is_left_alone(text):
    assert disarm(text) == text == rearm(text)


@pytest.mark.parametrize("text", ["=1+2", "@x", "\uff1d1", "-x", "\tx"])
def test_a_cell_that_an_earlier_release_disarmed_is_read_as_before(text):
    assert rearm(f"'{text}") == text


def test_many_separators_take_no_longer_than_their_number():
    text = "\t" * 200_000 + "=1"
    assert rearm(disarm(text)) == text
