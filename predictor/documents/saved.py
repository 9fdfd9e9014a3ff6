"""A document as a list, a row per cell and sentence; and what the school said, version after version."""

from collections.abc import Iterator

from django.utils import timezone

from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.documents import catalogue
from predictor.documents.gaps.asked import GAPS
from predictor.documents.gaps.reads import history
from predictor.models import Statement
from predictor.saving.listed import Columns, listed, of_rows
from predictor.saving.table import Cell, SavedTable, named_after

HEADER = ("section", "law", "table", "line", "column", "text")
COLUMNS: Columns[Statement] = {
    "gap": lambda row: str(GAPS[row.gap].label),
    "version": lambda row: row.version,
    "text": lambda row: row.text,
    "by": lambda row: row.made_by.get_username(),
    "at": lambda row: timezone.localtime(row.made_at),
}


@needs(Act.READ_DOCUMENTS)
def document(request: Request, name: str) -> SavedTable:
    found = catalogue.read(catalogue.document_for(request.user, name))
    rows = [row for part in found.parts for row in _rows(part)]
    return of_rows(named_after("document", name), str(found.document.title)[:31], HEADER, rows)


def _rows(part: catalogue.Part) -> Iterator[list[Cell]]:
    section = part.section
    begin: list[Cell] = [section.heading, section.law]
    yield from ([*begin, None, None, None, told] for told in section.says)
    for table in section.tables:
        for line in table.lines:
            yield from ([*begin, table.heading, line.name, column, text] for column, text in line.cells)
    yield from ([*begin, None, str(one.gap.label), None, one.text or None] for one in part.said)


@needs(Act.ANSWER_FOR_SCHOOL)
def gaps(request: Request, name: str) -> SavedTable:
    found = catalogue.document_for(request.user, name)
    return listed(named_after("said", name), "What the school says", COLUMNS, history(found.gaps))
