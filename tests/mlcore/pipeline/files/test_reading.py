"""Files as schools have them: any usual encoding, delimiter and program; everything else refused in plain words."""

import io
import zipfile
from datetime import date
from types import SimpleNamespace

import pytest
import xlsxwriter

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files import reading, spreadsheet
from mlcore.pipeline.files.reading import RawTable, Reading, open_table, read_chunks
from mlcore.pipeline.files.workbook import inspecting

TEXT = "colour,place,score\nred,Zürich,1\ngreen,Genève,2\n"
HEADERS = ("colour", "place", "score")
ROWS = [["red", "Zürich", "1"], ["green", "Genève", "2"]]


@pytest.fixture
def read(tmp_path):
    def _read(content, name="school.csv", **limits):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with open_table(path, Reading(**limits)) as table:
            (chunk,) = read_chunks(table)
        rows = [list(row) for row in zip(*chunk.columns, strict=True)]
        return SimpleNamespace(table=table, headers=table.headers, rows=rows, numbers=chunk.row_numbers)

    return _read


def workbook(rows, hidden=(), cells=()):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        if hidden:
            secret = book.add_worksheet("secret")
            secret.write_row(0, 0, hidden)
        sheet = book.add_worksheet("rows")
        sheet.activate()
        if hidden:
            sheet.set_first_sheet()
            secret.hide()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for number, column, value in cells:
            sheet.write(number, column, value, book.add_format({"num_format": "yyyy-mm-dd"}))
    return file.getvalue()


def zipped(members, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends_read_the_same(read, encoding, delimiter, newline):
    file = read(TEXT.replace(",", delimiter).replace("\n", newline).encode(encoding))
    assert (file.headers, file.rows, file.numbers) == (HEADERS, ROWS, [2, 3])
    assert file.table.delimiter == delimiter


def test_the_name_of_the_file_does_not_matter(read):
    assert read(workbook([HEADERS, *ROWS]), name="school.csv").rows == ROWS
    assert read(TEXT, name="school.xlsx").rows == ROWS


def test_a_quoted_cell_may_hold_delimiters_quotes_and_line_breaks(read):
    file = read('colour,score\n"red, ""dark""\nor so",1\ngreen,2\n')
    assert file.rows == [['red, "dark"\nor so', "1"], ["green", "2"]]
    assert file.numbers == [2, 4]


def test_blank_rows_are_skipped_and_counted(read):
    file = read("\n\ncolour,score\n\nred,1\n , \n\ngreen,2\n")
    assert file.numbers == [5, 8]


def test_cells_beyond_the_header_are_kept_apart(read):
    file = read("colour,score\nred,72,5\ngreen,1,,\nred\n")
    assert file.headers == ("colour", "score")
    assert file.rows == [["red", "72", "5"], ["green", "1", ""], ["red", "", ""]]


def test_blank_headers_at_the_end_are_no_columns(read):
    assert read("colour,score,,\nred,1,,\n").headers == ("colour", "score")


def test_numbers_of_a_spreadsheet_are_spelled_as_in_a_csv_file(read):
    file = read(workbook([["a", "b", "c", "d"], [72, 72.5, "x", True]]))
    assert file.rows == [["72", "72.5", "x", "TRUE"]]


def test_a_date_of_a_spreadsheet_stays_a_date(read):
    file = read(workbook([["score"]], cells=[(1, 0, 45000)]))
    assert file.rows == [[date(2023, 3, 15)]]


def test_rows_of_a_spreadsheet_are_numbered_as_on_the_screen(read):
    file = read(workbook([[], [], ["colour"], ["red"], [], ["green"]]))
    assert (file.headers, file.numbers) == (("colour",), [4, 6])


def test_a_table_may_begin_anywhere_on_its_sheet(read):
    file = read(workbook([[], ["", "colour"], ["", "red"]]))
    assert (file.headers, file.rows, file.numbers) == (("colour",), [["red"]], [3])


def test_a_hidden_sheet_is_not_read(read):
    assert read(workbook([["colour"], ["red"]], hidden=["secret"])).headers == ("colour",)


def test_formula_protection_is_undone(read):
    assert read("place\n'=1+2\n'-x\n-5\n's Gravenhage\n").rows == [["=1+2"], ["-x"], ["-5"], ["'s Gravenhage"]]


REFUSED = {
    "empty": (b"", "The file is empty"),
    "blank": (b"\n , \n", "The file is empty"),
    "header only": (b"colour,score\n", "a header but no rows"),
    "pdf": (b"%PDF-1.7\n", "a PDF document"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "protected with a password"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
    "binary": (bytes(range(256)), "not text"),
    "half a letter": (b"\xff\xfec\x00o", "letters of the file cannot be read"),
    "no known letters": (b"colour\n\x81\n", "letters of the file cannot be read"),
    "open quotation": (b'colour,score\nred,1\n"green,2\n', "Row 3 cannot be cut into cells"),
    "huge cell": (b"colour,score\n" + b"x" * 200_000, "Row 2 cannot be cut into cells"),
    "many columns": (b",".join(b"c%d" % number for number in range(1001)) + b"\n1\n", "more than 1,000 columns"),
    "zip": (zipped({"a.csv": TEXT}), "neither CSV nor an Excel workbook"),
    "broken zip": (workbook([["a"], ["b"]])[:-50], "damaged or protected"),
    "empty workbook": (workbook([]), "The file is empty"),
    "foreign workbook": (zipped({"xl/workbook.xml": "no xml", "[Content_Types].xml": "<x/>"}), "damaged"),
}


@pytest.mark.parametrize(("content", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_table_is_refused_in_plain_words(read, content, message):
    with pytest.raises(DataError, match=message):
        read(content)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataError, match=r"gone\.csv cannot be read"), open_table(tmp_path / "gone.csv"):
        pass


def test_a_file_with_too_many_bytes_is_refused(read):
    with pytest.raises(DataError, match=r"larger than 1e-05 MB"):
        read(TEXT, most_bytes=10)


def test_rows_come_in_chunks_with_their_numbers(tmp_path):
    (tmp_path / "school.csv").write_text("colour\nred\n\ngreen\nblue\n")
    with open_table(tmp_path / "school.csv") as table:
        assert [chunk.row_numbers for chunk in read_chunks(table, 2)] == [[2, 4], [5]]


def test_wide_tables_come_in_fewer_rows_at_a_time(monkeypatch):
    monkeypatch.setattr(reading, "CELLS_PER_CHUNK", 6)
    table = RawTable(("a", "b", "c"), [(number, ["1", "2", "3"]) for number in range(5)])
    assert [len(chunk.row_numbers) for chunk in read_chunks(table)] == [2, 2, 1]


def test_long_texts_come_in_fewer_rows_at_a_time(monkeypatch):
    monkeypatch.setattr(reading, "CHARACTERS_PER_CHUNK", 10)
    table = RawTable(("a",), [(number, [text]) for number, text in enumerate(["x" * 11, "x", "y", "x" * 9, "z"])])
    assert [chunk.row_numbers for chunk in read_chunks(table)] == [[0], [1, 2, 3], [4]]


def test_a_letter_that_cannot_be_read_is_found_before_the_first_row_is(tmp_path):
    (tmp_path / "school.csv").write_bytes(b"colour\n" + b"red\n" * 600_000 + b"\x81\n")
    with pytest.raises(DataError, match="letters of the file"), open_table(tmp_path / "school.csv"):
        pass


def test_a_file_with_too_many_rows_is_refused(read):
    assert len(read(TEXT, most_rows=2).rows) == 2
    with pytest.raises(DataError, match="more than 1 rows"):
        read(TEXT, most_rows=1)


def test_a_workbook_which_is_in_memory_as_a_whole_has_bounds_of_its_own(read, monkeypatch):
    monkeypatch.setattr(reading, "MOST_WORKBOOK_ROWS", 1)
    assert len(read(TEXT).rows) == 2
    with pytest.raises(DataError, match="more than 1 rows"):
        read(workbook([HEADERS, *ROWS]))
    monkeypatch.setattr(reading, "MOST_WORKBOOK_BYTES", 1_000)
    with pytest.raises(DataError, match=r"larger than 0\.001 MB"):
        read(workbook([HEADERS, *ROWS]))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(read):
    bomb = zipped({"xl/workbook.xml": "<x/>", "xl/media/bomb": b"\0" * 301_000_000})
    assert len(bomb) < 1_000_000
    with pytest.raises(DataError, match="unpacks to far too much"):
        read(bomb)


def test_a_zip_that_lies_about_its_size_is_refused(monkeypatch):
    monkeypatch.setattr(inspecting, "MOST_UNPACKED_BYTES", 3_000_000)
    bomb = bytearray(zipped({"xl/workbook.xml": "<x/>", "bomb": b"\0" * 4_000_000}))
    while (place := bomb.find((4_000_000).to_bytes(4, "little"))) >= 0:
        bomb[place : place + 4] = (10).to_bytes(4, "little")
    with pytest.raises(DataError, match="unpacks to far too much"):
        spreadsheet.read_workbook(bytes(bomb))


def test_one_cell_at_the_far_corner_is_refused_before_memory_runs_out(read):
    with pytest.raises(DataError, match="reaches too far"):
        read(workbook([["colour"], ["red"]], cells=[(1_048_575, 16_383, 1)]))


def test_an_encrypted_member_is_refused(read):
    content = bytearray(workbook([["a"], ["b"]]))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + offset] |= 1
    with pytest.raises(DataError, match="damaged or protected"):
        read(bytes(content))


def test_a_column_that_a_workbook_calls_by_nul_is_refused(read):
    book = workbook([["colour", "placeZZZ"], ["red", "Ulm"]])
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        members = {name: archive.read(name).replace(b"ZZZ", b"_x0000_") for name in archive.namelist()}
    with pytest.raises(DataError, match="A column is called by a character that is no text"):
        read(zipped(members))
