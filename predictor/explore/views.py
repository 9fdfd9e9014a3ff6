"""Looking at the data: which datasets there are, and what each one shows."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from mlcore.datasets import cautions, words
from mlcore.datasets.storing import RowsDeleted
from mlcore.models import Dataset, ModelVersion
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.explore.choice import BadChoice
from predictor.explore.page import explore_page


@require_safe
@needs(Act.EXPLORE, Http404)
def datasets(request: Request) -> HttpResponse:
    rows = Dataset.objects.offered().select_related("schema_version").prefetch_related("parts__part")
    return render(request, "explore/datasets.html", {"datasets": rows, "for_teachers": settings.EXPLORE_FOR_TEACHERS})


@require_safe
@vary_on_headers("HX-Request")
@needs(Act.EXPLORE, Http404)
def dataset(request: Request, pk: int) -> HttpResponse:
    """The whole page; for a choice made with scripts only the part that changes."""
    rows = Dataset.objects.select_related("schema_version").prefetch_related("parts__part__schema_version")
    try:
        return _shown(request, get_object_or_404(rows, pk=pk))
    except RowsDeleted:
        row = rows.get(pk=pk)
        return render(request, "explore/deleted.html", {"dataset": row, "deleted": words.deleted(row)}, status=410)


def _shown(request: Request, row: Dataset) -> HttpResponse:
    """Raises RowsDeleted."""
    if row.deleted_at:
        raise RowsDeleted
    about = ModelVersion.objects.live().filter(run__dataset=row)
    context = {"dataset": row, "archived": words.archived(row), "made_of": words.made_of(row), "about": about}
    try:
        page = explore_page(row, request.GET)
    except BadChoice as error:
        return render(request, "explore/unknown.html", context | {"unknown": error}, status=404)
    is_part = request.htmx and not request.htmx.history_restore_request
    template = "explore/parts/exploration.html" if is_part else "explore/dataset.html"
    if not is_part:
        # About all rows, whatever is chosen.
        context |= {"cautions": cautions.said_of(row), "looked_at": cautions.looked_at(row)}
    # A link leads to the picture, as it does without scripts; a choice leaves the focus in the form.
    is_link = is_part and request.htmx.boosted
    return render(request, template, context | {"page": page, "is_part": is_part, "is_link": is_link})
