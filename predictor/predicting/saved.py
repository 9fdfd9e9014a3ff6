"""What one prediction comes about by, and its chances, as lists to be saved."""

from collections.abc import Sequence

from django.http import Http404

from predictor.access.requests import Request
from predictor.predicting import page
from predictor.predicting import reasons as explained
from predictor.saving.shown import shown
from predictor.saving.table import SavedTable

REASONS = ("What went in", "Entered", "Points")


def reasons(request: Request, pk: int) -> SavedTable:
    """All of them, also those that the page folds away."""
    prediction = page.prediction_for(request.user, pk)
    explanation = page.explained(prediction)
    if explanation is None:
        raise Http404("The file of this model version is no longer there.")
    found = explained.reasons(prediction, explanation)
    rows = [(line.field.label, line.shown, line.points) for line in (*found.rows, *found.others)]
    if found.not_shown:
        rows.append(("Other entries", "", found.not_shown))
    rows.append(("Together", "", found.difference))
    return shown(f"prediction-{pk}-reasons", "Reasons", REASONS, rows)


def chances(request: Request, pk: int) -> SavedTable:
    found = page.chances_of(page.prediction_for(request.user, pk), request.GET)
    rows: Sequence[tuple[str, ...]] = (
        [(one.label, one.start, str(one.of_hundred)) for one in found.lines] if found else []
    )
    return shown(f"prediction-{pk}-chances", "Chances", ("Grade", "From", "Of 100"), rows)
