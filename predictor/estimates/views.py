"""The page of somebody's own estimates, which nobody else can open."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mlcore.pipeline.results.served.own import FEWEST_ESTIMATED
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.access_log.record import seen
from predictor.estimates.reads import kinds_of, students_in
from predictor.estimates.shown import shown


@require_safe
@needs(Act.SEE, Http404)
def my_estimates(request: Request) -> HttpResponse:
    found = kinds_of(request.user)
    seen(request, students_in(found))
    kinds = [shown(kind) for kind in found]
    return render(request, "estimates/estimates.html", {"kinds": kinds, "fewest": FEWEST_ESTIMATED})
