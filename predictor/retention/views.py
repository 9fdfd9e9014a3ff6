"""The page of what is kept for how long, and what of it is due to go: admins only."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.retention.others import others
from predictor.retention.work import planned


@require_safe
@needs(Act.SEE_RETENTION)
def kept(request: Request) -> HttpResponse:
    lines = planned()
    context = {
        "lines": lines,
        "others": others(),
        "first": min((one.begins_at for one in lines if one.due and not one.has_begun), default=None),
    }
    return render(request, "retention/kept.html", context)
