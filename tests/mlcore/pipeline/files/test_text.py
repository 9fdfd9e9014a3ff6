"""Lines that tell what separates cells, and files of other kinds that are called tables."""

from types import SimpleNamespace

import pytest

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.reading import open_table
from mlcore.pipeline.files.text import LONGEST_ROW

TEXT = "colour,place,score\nred,Z\u00fcrich,1\ngreen,Gen\u00e8ve,2\n"
HEADERS = ("colour", "place", "score")
ROWS = [["red", "Z\u00fcrich", "1"], ["green", "Gen\u00e8ve", "2"]]


@pytest.fixture
def read(tmp_path):
    def _read(content, name="school.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with open_table(path) as table:
            records = list(table.records)
        rows, numbers = [cells for _, cells in records], [number for number, _ in records]
        return SimpleNamespace(table=table, headers=table.headers, rows=rows, numbers=numbers)

    return _read


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "^"])
@pytest.mark.parametrize("line", ["sep={}\n", '"sep={}"\r\n', "SEP={}\r\n"])
def test_a_first_line_that_tells_what_separates_cells_is_no_header(read, mark, line):
    file = read(line.format(mark) + TEXT.replace(",", mark))
    assert (file.headers, file.rows, file.numbers, file.table.delimiter) == (HEADERS, ROWS, [3, 4], mark)


def test_a_header_that_only_begins_so_is_a_header(read):
    assert read("sep=,colour\n1,red\n").headers == ("sep=", "colour")


@pytest.mark.parametrize("cells", [",", "a;", "\U0001f600", '"\n",'])
@pytest.mark.parametrize(("before", "row"), [("", 1), ("\n\n" + TEXT, 6)])
def test_a_row_that_never_ends_is_refused_before_it_is_in_memory(read, cells, before, row):
    with pytest.raises(DataError, match=rf"Row {row} (is longer than 4,000,000 characters|cannot be cut)"):
        read(before + cells * (LONGEST_ROW + 1))


@pytest.mark.parametrize("place", [0, 3, 20, len(TEXT)])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_nul_in_two_bytes_is_no_text_either(read, place, encoding):
    with pytest.raises(DataError, match="The file is not text"):
        read((TEXT[:place] + "\0" + TEXT[place:]).encode(encoding))


def test_one_nul_in_a_text_of_single_bytes_is_no_text(read):
    with pytest.raises(DataError, match="The file is not text"):
        read(TEXT + "re\0d\n" + TEXT)


def test_only_a_single_row_is_bounded_and_not_the_file(read):
    cells = ",".join(["x" * 100_000] * 3)
    assert read(TEXT + f"{cells}\n" * 30).numbers == list(range(2, 34))


def test_blank_lines_count_as_rows_of_the_file(read):
    assert read("\n\ncolour\n\n\nred\n'\n").numbers == [6, 7]


PAGE = "<html><body><table><tr><td>colour</td></tr></table></body></html>"


@pytest.mark.parametrize(
    "content",
    [PAGE, f"\n <!DOCTYPE html>{PAGE}", f'\ufeff<?xml version="1.0"?>{PAGE}', "<TABLE><tr>", PAGE.encode("utf-16")],
)
def test_a_page_that_is_called_a_workbook_is_refused_with_the_remedy(read, content):
    with pytest.raises(DataError, match=r"a web page \(HTML\), whatever its name says. Open it .* save it as \.xlsx"):
        read(content, name="school.xls")


def test_other_files_of_spreadsheet_programs_are_named(read):
    with pytest.raises(DataError, match="The file is XML"):
        read('<?xml version="1.0"?><Workbook/>')
    with pytest.raises(DataError, match="a web archive"):
        read("MIME-Version: 1.0\nContent-Type: multipart/related\n")


def test_a_header_that_begins_with_a_sign_is_no_page(read):
    assert read("<10,colour\n1,red\n").headers == ("<10", "colour")
