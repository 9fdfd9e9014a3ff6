"""Files that were brought, and what is proposed for the columns of one, as lists to be saved."""

from django.http import Http404
from django.utils import timezone

from mlcore.pipeline.describing.proposal import ProposedColumn
from mlcore.words.describing.reasons import described, reasons
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.describing import work
from predictor.describing.files import brought_by, file_of
from predictor.models import DescribedFile
from predictor.saving.listed import Columns, listed
from predictor.saving.table import SavedTable, named_after

FILES: Columns[DescribedFile] = {
    "file": lambda file: file.name,
    "brought_at": lambda file: timezone.localtime(file.made_at),
    "brought_by": lambda file: file.made_by.get_username(),
    "dataset": lambda file: file.dataset.name if file.dataset else None,
    "students": lambda file: file.dataset.rows if file.dataset else None,
}
COLUMNS: Columns[ProposedColumn] = {
    "column": lambda one: one.header,
    "called": lambda one: one.field.label if one.field else None,
    "used_as": lambda one: one.use if one.is_taken else "left out",
    "what": lambda one: described(one.field) if one.field and one.is_taken else None,
    "why": lambda one: " ".join(reasons(one)),
}


@needs(Act.TRAIN)
def files(request: Request) -> SavedTable:
    return listed("described-files", "Files", FILES, brought_by(request.user))


@needs(Act.TRAIN)
def columns(request: Request, pk: int) -> SavedTable:
    file = file_of(request, pk)
    if file.grows:
        raise Http404("Nothing is proposed for it: it is read like those before it.")
    return listed(named_after("columns", file.name), "Columns", COLUMNS, work.proposal_of(file).columns)
