"""Files as text, uploaded as a browser does."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from xlsxwriter import Workbook


def as_csv(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def upload(client, classroom, content: bytes, kind="students", name="list.csv", **how):
    sent = {"kind": kind, "file": SimpleUploadedFile(name, content)}
    return client.post(reverse("imports", args=[classroom.pk]), sent, **how)


def as_workbook(sheets: dict[str, list[list]]) -> bytes:
    """An .xlsx file with rows by the name of their sheet."""
    content = BytesIO()
    with Workbook(content) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return content.getvalue()
