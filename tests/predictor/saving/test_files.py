"""Any list as CSV and as a workbook: what a cell becomes, and what its file is called."""

import datetime as dt
import io
from decimal import Decimal

import pandas as pd
import pytest

from predictor.saving import xlsx_file
from predictor.saving.answers import as_csv, as_xlsx
from predictor.saving.table import SavedTable, TooLong, named_after

MOMENT = dt.datetime(2026, 11, 26, 8, 5, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def made(*rows, header=("one", "two")):
    return SavedTable(name="list", title="List", header=header, pieces=[[row] for row in rows])


def as_text(table):
    return b"".join(as_csv(table)).decode()


def opened(table):
    content = b"".join(as_xlsx(table).streaming_content)
    return pd.read_excel(io.BytesIO(content), engine="calamine", keep_default_na=False, dtype=object)


def test_csv_begins_with_the_mark_that_excel_needs_and_has_a_line_per_row():
    assert as_text(made(("Zoë", 1), ("a,b", 2.345))) == '\ufeffone,two\r\nZoë,1\r\n"a,b",2.35\r\n'


def test_what_is_not_known_is_a_blank_cell_and_a_time_has_its_zone():
    assert as_text(made((None, MOMENT))).splitlines()[1] == ",2026-11-26T08:05:00+01:00"


@pytest.mark.parametrize("text", ["=1+2", "@x", "\t=1", "a;=1"])
def test_formulas_are_disarmed_also_in_the_header(text):
    header, row = as_text(made((text, "-5"), header=(text, "x"))).splitlines()
    assert "'" in header
    assert "'" in row
    assert row.endswith(",-5")


def test_a_workbook_has_numbers_texts_and_local_times():
    content = b"".join(as_xlsx(made(("=1+2", 2.345), (MOMENT, None))).streaming_content)
    found = pd.read_excel(io.BytesIO(content), engine="calamine", keep_default_na=False)
    assert found["one"].tolist() == ["=1+2", dt.datetime(2026, 11, 26, 8, 5)]  # noqa: DTZ001
    assert found["two"].tolist() == [2.35, ""]


def test_a_file_is_called_by_what_it_holds_and_the_day_in_any_script():
    assert named_after("class", "Klasse 8 ä/b") == "class-klasse-8-äb"
    assert named_after("class", "../") == "class"
    answer = as_csv(SavedTable(name="class-über", title="x", header=(), pieces=()))
    assert "filename*=utf-8''class-%C3%BCber-20" in answer["Content-Disposition"]


def test_days_and_exact_numbers_keep_their_digits():
    row = (dt.date(2026, 11, 26), Decimal("-5.10"))
    assert as_text(made(row)).splitlines()[1] == "2026-11-26,-5.10"
    found = opened(made(row))
    assert [day.date() for day in found["one"]] == [dt.date(2026, 11, 26)]
    assert found["two"].tolist() == [-5.1]


def test_a_number_with_leading_zeros_stays_a_text_in_a_workbook():
    assert opened(made(("0042", 42)))["one"].tolist() == ["0042"]


def test_more_rows_than_a_workbook_holds_are_refused(monkeypatch):
    monkeypatch.setattr(xlsx_file, "MOST_WORKBOOK_ROWS", 2)
    as_xlsx(made(("a", 1), ("b", 2)))
    with pytest.raises(TooLong, match="save as CSV"):
        as_xlsx(made(("a", 1), ("b", 2), ("c", 3)))
