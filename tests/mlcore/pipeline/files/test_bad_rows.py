"""Bad rows go to a file that a person can correct and import again, and no spreadsheet runs them as formulas."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_table import HEADERS, SCHEMA, check

from mlcore.pipeline.files import bad_rows as bad_rows_module
from mlcore.pipeline.files.bad_rows import write_bad_rows
from mlcore.pipeline.files.checking import check_file
from mlcore.pipeline.files.formulas import disarm, rearm
from mlcore.pipeline.files.headers import SURPLUS


def written(checked, tmp_path):
    path = tmp_path / "bad.csv"
    write_bad_rows(checked, path)
    return path


def cells_of(checked):
    return [row.cells for row in checked.bad_rows]


def test_bad_rows_are_written_with_their_headers_and_a_remark(tmp_path):
    checked = check(("red", "Ulm", "7"), ("blue", "Ulm", "abc"), headers=("hue", "Place", "change"))
    lines = list(csv.reader(written(checked, tmp_path).open(encoding="utf-8-sig")))
    assert lines[0] == ["hue", "Place", "change", "what is wrong"]
    assert lines[1][:3] == ["blue", "Ulm", "abc"]
    assert lines[1][3] == "hue: expected one of: red, green; change: expected a number from -50 to 50"


def test_bad_rows_imported_again_uncorrected_are_the_same_bad_rows(tmp_path):
    first = check(("blue", "=1+2", "-5", "7"), ("red", "@x", "-7,5"), headers=(*HEADERS, SURPLUS), delimiter=";")
    again = check_file(written(first, tmp_path), SCHEMA)
    twice = check_file(written(again, tmp_path), SCHEMA)
    assert cells_of(first) == [["blue", "=1+2", "-5", "7"]]
    assert [cells[:4] for cells in cells_of(again)] == [cells[:4] for cells in cells_of(twice)] == cells_of(first)
    assert again.ignored_columns == ("what is wrong",)
    assert len(twice.bad_rows.headers) == 5


def test_more_bad_rows_than_are_kept_in_memory_are_all_written(tmp_path, monkeypatch):
    monkeypatch.setattr(bad_rows_module, "MOST_BYTES_IN_MEMORY", 100)
    checked = check(*[("blue", "Ulm", str(number)) for number in range(50)])
    lines = list(csv.reader(written(checked, tmp_path).open(encoding="utf-8-sig")))
    assert [line[2] for line in lines[1:]] == [str(number) for number in range(50)]


def test_bad_rows_are_written_the_same_twice(tmp_path):
    checked = check(("blue", "Ulm", "7"), ("red", "Ulm", "abc"))
    first = written(checked, tmp_path).read_bytes()
    assert written(checked, tmp_path).read_bytes() == first


def test_corrected_bad_rows_are_good_rows(tmp_path):
    path = written(check(("blue", "=1+2", "-7,5"), delimiter=";"), tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("blue", "green"), encoding="utf-8")
    checked = check_file(path, SCHEMA)
    assert checked.frame.iloc[0].tolist() == ["green", "=1+2", -7.5]


def test_formulas_are_disarmed_and_numbers_stay_numbers(tmp_path):
    checked = check(("=cmd|'/c calc'!A0", "@Ulm", "-5"), ("+x", "-", "+5"))
    lines = list(csv.reader(written(checked, tmp_path).open(encoding="utf-8-sig")))
    assert [line[:3] for line in lines[1:]] == [["'=cmd|'/c calc'!A0", "'@Ulm", "-5"], ["'+x", "'-", "+5"]]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    (tmp_path / "bad.csv").write_text("before")
    monkeypatch.setattr(bad_rows_module, "_lines", lambda bad_rows: iter([["\ud800"]]))
    with pytest.raises(UnicodeEncodeError):
        written(check(("blue",)), tmp_path)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("bad.csv", "before")]


@given(st.text().filter(lambda text: not text.startswith("'")))
def test_a_disarmed_cell_is_no_formula_and_comes_back(text):
    assert rearm(disarm(text)) == text
    assert disarm(text)[:1] not in ("=", "@", "\t", "\r", "\uff1d")


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@x", "\tx", "\rx", "\nx", "-inf", "\uff1d1+1", "-\u0665"])
def test_what_a_spreadsheet_might_run_is_disarmed(text):
    assert disarm(text) == f"'{text}"


@pytest.mark.parametrize("number", ["-5", "+5", "-5.25", "-5,25"])
def test_a_number_is_not_disarmed(number):
    assert disarm(number) == number
