"""The page on which entries of a prediction are tried out; with scripts, the part of it that moves."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from predictor.access.requests import Request
from predictor.models import Prediction
from predictor.predicting.page import prediction_for
from predictor.problems import PredictingStopped, StudentObjects
from predictor.what_if.page import page


@require_safe
@vary_on_headers("HX-Request")
def what_if(request: Request, pk: int) -> HttpResponse:
    prediction = prediction_for(request.user, pk)
    is_part = request.htmx and not request.htmx.history_restore_request
    template = "what_if/parts/answer.html" if is_part else "what_if/what_if.html"
    return render(request, template, _shown(prediction, request) | {"is_part": is_part})


def _shown(prediction: Prediction, request: Request) -> dict[str, Any]:
    try:
        return page(prediction, request.GET.dict())
    except (PredictingStopped, StudentObjects) as error:
        about = {"prediction": prediction, "student": prediction.student, "about": [prediction.model_version]}
        return about | {"stopped": str(error)}
