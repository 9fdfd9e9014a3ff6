"""The pages of model versions: their history and the card of each. Every teacher may read them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mlcore.models import ModelVersion
from predictor.access.requests import Request
from predictor.access.rights import Act, may, needs
from predictor.feedback.counts import FEWEST_PEOPLE, counted
from predictor.runs.asked import task_of
from predictor.versions.card import RELATED, card_of
from predictor.versions.timeline import (
    CHANGES_SHOWN,
    VERSIONS_SHOWN,
    asked_at,
    axis_of,
    has_version_before,
    offered,
    promotions_of,
    side_by_side,
    version_lines,
)


@require_safe
@needs(Act.READ_MODELS)
def versions(request: Request, slug: str) -> HttpResponse:
    task = task_of(slug)
    lines, changes = version_lines(task.versions.all(), VERSIONS_SHOWN), promotions_of(task)
    one, other = _pair(request, [str(line.version.number) for line in lines])
    context = {
        "task": task,
        "about": ModelVersion.objects.live().filter(task=task),
        "lines": lines,
        "axis": axis_of(lines),
        "one": one,
        "other": other,
        "offered": offered(lines, one, other),
        "compared": side_by_side(lines, one, other),
        "may_go_back": may(request.user, Act.PROMOTE) and has_version_before(task),
        "promotions": changes[:CHANGES_SHOWN],
        "has_older": task.versions.count() > VERSIONS_SHOWN,
        "has_older_changes": changes.count() > CHANGES_SHOWN,
        "asked": asked_at(task, request.GET.get("at", "")),
    }
    return render(request, "versions/versions.html", context)


@require_safe
@needs(Act.READ_MODELS)
def card(request: Request, pk: int) -> HttpResponse:
    version = get_object_or_404(ModelVersion.objects.select_related(*RELATED), pk=pk)
    context = {"card": card_of(version), "version": version, "about": [version]}
    return render(request, "versions/card.html", context | _feedback(request, version))


def _feedback(request: Request, version: ModelVersion) -> dict[str, Any]:
    if not may(request.user, Act.COUNT_FEEDBACK):
        return {}
    counts = counted([version.pk]).get(version.pk, {})
    return {"counts_feedback": True, "feedback": list(counts.items()), "fewest_people": FEWEST_PEOPLE}


def _pair(request: Request, numbers: list[str]) -> tuple[str, str]:
    """The two versions asked for; otherwise the newest and the one before."""
    newest, before = (numbers + ["", ""])[:2]
    return request.GET.get("one", before), request.GET.get("other", newest)
