"""Files that were predicted, as a list to be saved."""

from django.utils import timezone

from predictor.access.requests import Request
from predictor.file_predictions import reads
from predictor.file_predictions.reads import ShownFile, files_of
from predictor.saving.listed import Columns, listed
from predictor.saving.table import SavedTable

COLUMNS: Columns[ShownFile] = {
    "file": lambda one: one.row.name,
    "task": lambda one: one.row.task.slug,
    "brought_by": lambda one: one.row.made_by.get_username(),
    "brought_at": lambda one: timezone.localtime(one.row.made_at),
    "rows": lambda one: one.row.counts.get("rows"),
    "predicted": lambda one: one.row.counts.get("predicted"),
    "how_it_stands": lambda one: one.statement,
}


def files(request: Request) -> SavedTable:
    return listed("predicted-files", "Predicted files", COLUMNS, reads.listed(files_of(request.user)))
