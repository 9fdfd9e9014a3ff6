"""Bad rows go to a file that a person can correct and import again, and no spreadsheet runs them as formulas."""

import csv
from dataclasses import replace

import pytest
from tiny_table import HEADERS, SCHEMA, check, check_table, table

from mlcore.pipeline.files import bad_rows as bad_rows_module
from mlcore.pipeline.files.bad_rows import write_bad_rows
from mlcore.pipeline.files.checking import check_file
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


def test_the_remark_beside_a_row_runs_nothing_that_it_quotes(tmp_path):
    schema = replace(SCHEMA, fields=(replace(SCHEMA.fields[0], aliases=("=hue",)), *SCHEMA.fields[1:]))
    checked = check_table(table(("blue", "Ulm", "7"), headers=("=hue", "Place", "change")), schema)
    lines = list(csv.reader(written(checked, tmp_path).open(encoding="utf-8-sig")))
    assert lines[1][3] == "'=hue: expected one of: red, green"


def test_a_cell_that_another_separator_would_split_runs_nothing_and_comes_back(tmp_path):
    first = check(("a;=1+2", "\uff1d1", "\t@x"))
    lines = list(csv.reader(written(first, tmp_path).open(encoding="utf-8-sig")))
    assert lines[1][:3] == ["a;'=1+2", "'\uff1d1", "'\t'@x"]
    assert cells_of(check_file(tmp_path / "bad.csv", SCHEMA))[0][:3] == ["a;=1+2", "\uff1d1", "\t@x"]
