"""Every turn of the switch, as a list to be saved."""

from django.utils import timezone

from mlcore.models import PredictingChange
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.saving.listed import Columns, listed
from predictor.saving.table import SavedTable

COLUMNS: Columns[PredictingChange] = {
    "at": lambda change: timezone.localtime(change.at),
    "predicting": lambda change: "stopped" if change.is_stop else "begun again",
    "by": lambda change: change.who,
    "why": lambda change: change.why,
}


@needs(Act.STOP_PREDICTING)
def changes(request: Request) -> SavedTable:
    return listed("predicting", "Predicting", COLUMNS, PredictingChange.objects.all())
