"""Workbooks that were made to take the memory of whoever reads them: none takes more than 500 MB, all are refused."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from xlsxwriter import Workbook

ROOT = Path(__file__).resolve().parents[4]
READ = """
import re, resource, sys
from pathlib import Path
from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.reading import open_table, read_chunks

try:
    with open_table(Path(sys.argv[1])) as table:
        print("read", sum(len(chunk.row_numbers) for chunk in read_chunks(table)))
except DataError as error:
    print(error)
# Its own peak as the memory map has it: the other figure still counts the process that started it.
own = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
print((own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1000)
"""


def members(cells=(), text="red"):
    """The files of a small workbook by their names."""
    content = BytesIO()
    with Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.write_column(0, 0, ["colour", text])
        for cell in cells:
            sheet.write(*cell)
    with ZipFile(content) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def moved(files):
    """With the sheet in another folder than is usual."""
    relations = files["xl/_rels/workbook.xml.rels"].replace(b"worksheets/sheet1.xml", b"elsewhere/sheet1.xml")
    sheet = files.pop("xl/worksheets/sheet1.xml")
    return files | {"xl/_rels/workbook.xml.rels": relations, "xl/elsewhere/sheet1.xml": sheet}


def with_text(size, times=1):
    """One text of so many letters, in so many cells."""
    files = members(cells=[(row, 0, "red") for row in range(1, times + 1)])
    texts = files["xl/sharedStrings.xml"].replace(b"<t>red</t>", b"<t>" + b"x" * size + b"</t>")
    return files | {"xl/sharedStrings.xml": texts}


PREPARED = {
    "a far cell in another folder": lambda: moved(members(cells=[(1_048_575, 16_383, 1)])),
    "a text of 250 MB": lambda: with_text(250_000_000),
    "a text of 90 MB in 2,000 cells": lambda: with_text(90_000_000, 2_000),
    "a text of 30,000 letters in 20,000 cells": lambda: with_text(30_000, 20_000),
}


@pytest.fixture
def reading(tmp_path):
    """What reading such a workbook says, and how many MB it took, all processes together."""

    def read(files):
        with ZipFile(tmp_path / "book.xlsx", "w", ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        command = [sys.executable, "-c", READ, str(tmp_path / "book.xlsx")]
        *said, megabytes = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.splitlines()
        return "\n".join(said), int(megabytes)

    return read


@pytest.mark.parametrize("prepared", PREPARED.values(), ids=PREPARED)
def test_a_prepared_workbook_is_refused_within_500_megabytes(reading, prepared):
    said, megabytes = reading(prepared())
    assert said.endswith(("Save the sheet that is needed as CSV.", "Split it into smaller files.", "may have 32,767."))
    assert megabytes < 500


def test_a_sheet_in_another_folder_is_read_like_any(reading):
    assert reading(moved(members()))[0] == "read 1"


def test_a_text_as_long_as_a_cell_can_be_is_read(reading):
    assert reading(members(text="x" * 32_767))[0] == "read 1"
