"""Reports that were written, as pages and API give them."""

from typing import TYPE_CHECKING

from mlcore.models import Dataset
from predictor.access.reading.closed import why_not_given
from predictor.models import Report

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def why_not(report: Report, user: "User") -> str:
    """Why it is not given out; empty where it is."""
    rows = Dataset.objects.filter(pk=report.job.arguments.get("dataset"))
    name = rows.values_list("schema_version__name", flat=True).first()
    return why_not_given(user, name, report.job.asked_at) if name else ""
