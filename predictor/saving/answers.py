"""Files as answers to a request; the server lets nobody keep them (`studentperf.edge.caching`)."""

import tempfile
from pathlib import Path

from django.http import FileResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from predictor.saving import csv_file, xlsx_file
from predictor.saving.table import SavedTable


def as_csv(table: SavedTable) -> StreamingHttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, table.file_name("csv")) or ""}
    return StreamingHttpResponse(csv_file.lines(table), content_type="text/csv; charset=utf-8", headers=headers)


def as_xlsx(table: SavedTable) -> FileResponse:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        xlsx_file.write(path, table)
        # Open, it can be read to its end though its name is gone with the folder.
        return FileResponse(path.open("rb"), as_attachment=True, filename=table.file_name("xlsx"))
