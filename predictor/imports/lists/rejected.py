"""Rows of a file that were not taken, as a file to correct."""

from functools import partial

from mlcore.pipeline.messages import N_, message
from predictor.imports.core.mapping import known_headers
from predictor.imports.core.rejected import rejected_rows, rewritten
from predictor.imports.core.table import read_table
from predictor.imports.drafts import Draft, without_closed
from predictor.models import Import, ImportFile
from predictor.problems import ImportRefused


def rejected_of(row: Import) -> bytes:
    """CSV of the rows that were not taken, or would not be. Raises ImportRefused where there are none to be had."""
    if row.is_draft:
        draft = Draft.of(row)
        return rejected_rows(draft.table, draft.plan(), draft.maxima, draft.fields).encode()
    file = ImportFile.objects.filter(about=row).first()
    if file is None:
        none = N_("There are no rejected rows of this import, or they were taken away after some weeks.")
        raise ImportRefused(message(none))
    return _without_closed(row, bytes(file.content))


def _without_closed(row: Import, content: bytes) -> bytes:
    """As whoever reads may have it: they may be others than who brought the file."""
    if not row.classroom.schema_version.closed.enter:
        return content
    table = read_table(content, partial(known_headers, row.classroom.schema_version.schema))
    return rewritten(without_closed(row, table)).encode()
