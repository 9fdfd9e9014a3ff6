"""The report as one file of HTML that needs no network."""

from django.template.loader import render_to_string
from django.utils import timezone

from mlcore.models import Dataset, Task
from predictor.sheets.style_sheets import EVERY_PAGE, inlined

STYLES = (*EVERY_PAGE, "charts", "explore", "sheets")


def html_of(dataset: Dataset, task: Task | None) -> str:
    """Of one question, or of every question of the schema. Raises DataError where the rows cannot be read."""
    from predictor.sheets.report import report_of

    context = {
        "dataset": dataset,
        "task": task,
        "report": report_of(dataset, task),
        "made_at": timezone.localtime(),
        "styles": inlined(STYLES),
    }
    return render_to_string("sheets/report.html", context)
