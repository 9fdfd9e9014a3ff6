"""Somebody's own estimates as a list to be saved."""

from decimal import Decimal

from django.http import Http404
from django.utils import timezone

from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.access_log.record import seen
from predictor.estimates.reads import Row, is_told, kinds_of, students_in
from predictor.saving.listed import Columns, listed
from predictor.saving.table import SavedTable

COLUMNS: Columns[tuple[Row, bool]] = {
    "student": lambda one: one[0].student,
    "score": lambda one: one[0].target.label,
    "estimated_at": lambda one: timezone.localtime(one[0].estimate.made_at),
    "estimate": lambda one: Decimal(str(one[0].estimate.value)),
    "counts": lambda one: "no" if one[0].estimate.after_answer else "yes",
    "model": lambda one: one[0].model if _told(one) else None,
    "result": lambda one: Decimal(str(one[0].result.value)) if one[0].result and _told(one) else None,
    "day": lambda one: one[0].result.day if one[0].result and _told(one) else None,
}


def _told(one: tuple[Row, bool]) -> bool:
    return one[1] and one[0].result is not None


@needs(Act.SEE, Http404)
def estimates(request: Request) -> SavedTable:
    kinds = kinds_of(request.user)
    seen(request, students_in(kinds))
    rows = [(row, is_told(kind)) for kind in kinds for row in kind.rows]
    return listed("my-estimates", "My estimates", COLUMNS, rows)
