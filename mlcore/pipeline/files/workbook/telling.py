"""What a sheet tells beside its values, for each kind of workbook."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import ZipFile

from mlcore.pipeline.files.workbook.hidden import hidden_in
from mlcore.pipeline.files.workbook.inspecting import Kind
from mlcore.pipeline.files.workbook.marks import Marks, marks_of, member_of
from mlcore.pipeline.files.workbook.ods import told_by_ods
from mlcore.pipeline.files.workbook.told import Told
from mlcore.pipeline.files.workbook.xls import told_by_xls


def told_of(content: bytes, kind: Kind, sheet: str) -> Told:
    """As a whole; of an .xlsx without its marks, which stream past with its rows. Raises DataError."""
    if kind == "xls":
        return told_by_xls(content, sheet)
    with ZipFile(BytesIO(content)) as archive:
        if kind == "ods":
            return told_by_ods(archive, sheet)
        with archive.open(member_of(archive, sheet)) as stream:
            rows, columns = hidden_in(stream)
    return Told(hidden_rows=rows, hidden_columns=columns)


@contextmanager
def marks_in(content: bytes, kind: Kind, sheet: str, told: Told) -> Iterator[Marks | Told]:
    if kind != "xlsx":
        yield told
        return
    with ZipFile(BytesIO(content)) as archive, marks_of(archive, sheet) as marks:
        yield marks
