"""What a workbook shows beside its values: percent cells, errors, formulas without results, and its other sheets."""

import io
import re
import zipfile

import pytest
import xlsxwriter
from tiny_table import SCHEMA

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.checking import check_file
from mlcore.pipeline.files.reading import Reading
from mlcore.pipeline.files.refusals import Refusal

HEADERS = ("colour", "place", "change")
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>colour</t></is></c>'


def book(**sheets):
    """Sheets of rows; a cell that is a pair has its own format, one that begins with = is a formula with its result."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate([HEADERS, *rows]):
                for place, cell in enumerate(row):
                    value, shape = cell if isinstance(cell, tuple) else (cell, None)
                    sheet.write(number, place, value, made.add_format({"num_format": shape}) if shape else None)
    return file.getvalue()


def changed(content, member, pattern, text):
    """The same workbook with something else in one of its files."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            kept = old.read(name).decode()
            new.writestr(name, re.sub(pattern, text, kept) if name == member else kept)
    return file.getvalue()


@pytest.fixture
def check(tmp_path):
    def _check(content, **how):
        (tmp_path / "school.xlsx").write_bytes(content)
        return check_file(tmp_path / "school.xlsx", SCHEMA, Reading(**how))

    return _check


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("shape", ["0%", "0.00%", "0.0%;-0.0%", "0.0 %", '[Red]0%;"none"'])
def test_a_cell_that_shows_a_percentage_says_the_same_as_the_text_of_one(check, shape):
    checked = check(book(a=[("red", "Ulm", (0.57, shape)), ("red", "Ulm", 7), ("red", "Ulm", "5%")]))
    assert checked.problems[0].value == "57%"
    assert {problem.refusal for problem in checked.problems} == {Refusal.PERCENT}
    assert checked.frame["change"].tolist() == [7]


@pytest.mark.parametrize("shape", ['0.0" %"', "0.00", "0\\%", "General"])
def test_a_cell_that_only_bears_the_sign_is_a_plain_number(check, shape):
    assert check(book(a=[("red", "Ulm", (0.5, shape))])).frame["change"].tolist() == [0.5]


def test_a_formula_with_its_result_is_its_result(check):
    content = changed(book(a=[("red", "Ulm", "=3+4")]), "xl/workbook.xml", ' fullCalcOnLoad="1"', "")
    content = changed(content, SHEET, "</f><v>0</v>", "</f><v>7</v>")
    assert check(content).frame["change"].tolist() == [7]


@pytest.mark.parametrize("result", ["<v></v>", "<v/>", ""])
def test_a_formula_without_a_result_is_refused_with_the_remedy(check, result):
    content = changed(book(a=[("red", "Ulm", "=3+4"), ("red", "Ulm", 1)]), SHEET, "</f><v>0</v>", f"</f>{result}")
    content = changed(content, "xl/workbook.xml", ' fullCalcOnLoad="1"', "")
    (problem,) = check(content).problems
    assert (problem.value, problem.refusal) == ("=3+4", Refusal.FORMULA)
    assert str(problem).endswith("open it in a spreadsheet program and save it")


def test_a_zero_that_a_program_wrote_for_others_to_replace_is_no_result(check):
    assert [problem.refusal for problem in check(book(a=[("red", "Ulm", "=3+4")])).problems] == [Refusal.FORMULA]


def test_a_formula_that_gives_an_empty_text_is_blank(check):
    content = changed(book(a=[("red", "=B9", 1)]), SHEET, '(<c r="B2")(><f>B9</f>)<v>0</v>', r'\1 t="str"\2<v></v>')
    assert check(content).frame["place"].tolist() == [None]


def test_an_error_value_is_refused_and_not_available_is_not_known(check):
    content = book(a=[("red", "Ulm", "=1/0"), ("red", "Ulm", "=NA()"), ("red", "=A1:B2", 1)])
    content = changed(content, SHEET, r'(<c r="C2")(><f>1/0</f>)<v>0</v>', r'\1 t="e"\2<v>#DIV/0!</v>')
    content = changed(content, SHEET, r'(<c r="C3")(><f>NA\(\)</f>)<v>0</v>', r'\1 t="e"\2<v>#N/A</v>')
    content = changed(content, SHEET, r'(<c r="B4")(><f>A1:B2</f>)<v>0</v>', r'\1 t="e"\2<v>#VALUE!</v>')
    checked = check(content)
    assert [(problem.row, problem.column, problem.value) for problem in checked.problems] == [
        (2, "change", "#DIV/0!"),
        (4, "place", "#VALUE!"),
    ]
    assert checked.frame["change"].isna().tolist() == [True]


def test_a_last_column_of_formulas_without_results_is_not_lost(check):
    content = changed(book(a=[("red", "Ulm", "=1")]), SHEET, "</f><v>0</v>", "</f>")
    assert [problem.column for problem in check(content).problems] == ["change"]


def test_the_other_sheets_are_named(check):
    assert check(book(a=[("red", "Ulm", 1)])).found.other_sheets == ()
    rows = {"7A": [("red", "Ulm", 1)], "Notes": []}
    content = changed(book(**rows), "xl/worksheets/sheet2.xml", "<v>2</v>", "<v>1</v>")
    checked = check(content)
    assert (checked.found.sheet, checked.found.other_sheets) == ("7A", ("Notes",))


def test_where_several_sheets_have_the_columns_one_must_be_named(check):
    content = book(**{"7A": [("red", "Ulm", 1)], "7B": [("green", "Ulm", 2)]})
    with pytest.raises(DataError, match="Several sheets hold the columns that are wanted: '7A', '7B'.*--sheet NAME"):
        check(content)
    checked = check(content, sheet="7b")
    assert (checked.frame["change"].tolist(), checked.found.sheet, checked.found.other_sheets) == ([2], "7B", ("7A",))


def test_the_sheet_that_has_the_columns_is_read_wherever_it_stands(check):
    content = changed(book(Cover=[], Marks=[("red", "Ulm", 1)]), SHEET, "<v>[012]</v>", "<v>3</v>")
    assert check(content).found.sheet == "Marks"


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(check, tmp_path):
    with pytest.raises(DataError, match="no sheet '7C' with content; it has: a"):
        check(book(a=[("red", "Ulm", 1)]), sheet="7C")
    with pytest.raises(DataError, match="no workbook"):
        check(b"colour,place,change\nred,Ulm,1\n", sheet="7C")


@pytest.mark.parametrize(
    ("member", "pattern", "text"),
    [
        (SHEET, "<sheetData>", '<sheetData><row r="x"/>'),
        ("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/gone.xml"),
        ("xl/styles.xml", "^", '<!DOCTYPE s [<!ENTITY a "b">]>'),
        ("xl/styles.xml", "</styleSheet>", ""),
    ],
)
def test_a_workbook_that_does_not_hold_together_is_refused_in_plain_words(check, member, pattern, text):
    with pytest.raises(DataError, match="damaged or protected|neither CSV"):
        check(changed(book(a=[("red", "Ulm", 1)]), member, pattern, text))
