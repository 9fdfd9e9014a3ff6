"""What comes after the import: a training, a class, a first prediction. For admins."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mlcore.datasets import cautions
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.describing import training, work
from predictor.describing.files import file_of
from predictor.jobs import words as jobs
from predictor.jobs.worker import presence
from predictor.models import DescribedFile
from predictor.texts import Name
from predictor.training import words


class ClassForm(forms.Form):
    name = Name(label=gettext_lazy("Name of the class"), max_length=100)
    student = Name(label=gettext_lazy("Name of a first student"), max_length=150)


def imported(request: Request, file: DescribedFile, form: ClassForm | None = None) -> HttpResponse:
    state, job = training.state_of(file)
    assert file.dataset is not None, "this page is of files that were imported"  # not for readers
    context = {
        "file": file,
        "state": state.value,
        "job": job,
        "takes": words.takes(training.takes(file)) if state is training.State.NOT_ASKED else "",
        "said": jobs.failure(job.error) if job and state is training.State.FAILED else "",
        "has_worker": presence.workers() > 0,
        "cautions": cautions.told(file.dataset),
        "form": form or ClassForm(initial={"name": f"{file.dataset.name} class"[:100]}),
    }
    return render(request, "describing/imported.html", context)


@require_POST
@needs(Act.TRAIN)
def train(request: Request, pk: int) -> HttpResponse:
    file = _stored(request, pk)
    training.start(file, by=request.user)
    return redirect("described", file.pk)


@require_POST
@needs(Act.TRAIN)
@needs(Act.ADD_CLASS)
def first_class(request: Request, pk: int) -> HttpResponse:
    file = _stored(request, pk)
    form = ClassForm(request.POST)
    if not form.is_valid():
        return imported(request, file, form)
    given = form.cleaned_data
    student = work.begin_class(file, name=given["name"], student=given["student"], teacher=request.user)
    assert file.task is not None, "it was imported"  # not for readers
    return redirect("predict", student.pk, file.task.slug)


def _stored(request: Request, pk: int) -> DescribedFile:
    """One that was imported. Raises Http404."""
    file = file_of(request, pk)
    if file.dataset is None or file.task is None:
        raise Http404(_("The file is not imported yet."))
    return file
