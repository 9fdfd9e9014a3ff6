"""Saying what one thinks of a prediction: from its page, or on one of its own where something is to be mended."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from predictor import problems
from predictor.access.requests import Request
from predictor.access.rights import Act
from predictor.feedback.forms import FeedbackForm
from predictor.feedback.reads import prediction_for, said_of
from predictor.feedback.work import give
from predictor.models import Prediction, PredictionFeedback


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: Request, pk: int) -> HttpResponse:
    prediction = prediction_for(request.user, pk)
    if prediction.student:
        problems.ClassArchived.check_of(prediction.student, request.user, Act.PREDICT)
    said = said_of(prediction, request.user)
    form = FeedbackForm(request.POST) if request.method == "POST" else FeedbackForm(initial=_beginning(said.own))
    if form.is_valid():
        return _given(request, prediction, form)
    about = {"prediction": prediction, "student": prediction.student, "said": said, "feedback_form": form}
    return render(request, "feedback/feedback.html", about)


def _given(request: Request, prediction: Prediction, form: FeedbackForm) -> HttpResponse:
    try:
        given = give(prediction, form.cleaned_data["kind"], form.cleaned_data["note"], by=request.user)
    except problems.DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    if given.kind == PredictionFeedback.Kind.WRONG_DATA and prediction.student:
        messages.success(request, _("Noted. Correct here what is wrong, and predict again."))
        where = reverse("predict", args=[prediction.student.pk, prediction.task.slug])
        return redirect(f"{where}?like={prediction.pk}")
    messages.success(request, _("Noted, thank you."))
    return redirect("prediction", prediction.pk)


def _beginning(own: PredictionFeedback | None) -> dict[str, str]:
    return {"note": own.note} if own else {}
