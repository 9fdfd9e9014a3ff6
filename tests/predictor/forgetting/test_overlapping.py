"""While models are trained again, another student is forgotten, or somebody lets another version serve."""

from functools import partial

import pytest
from django.db.models.signals import post_save, pre_save

from mlcore.models import ModelVersion, TrainingRun
from mlcore.versions import promotions
from mlcore.versions.learned import RowsLost
from mlcore.versions.retraining import Asked
from predictor.forgetting.rest.finishing import finish
from predictor.jobs.kinds import Lane
from predictor.jobs.run import Run
from predictor.jobs.worker import queue
from predictor.jobs.worker.child import attempt
from predictor.models import Forgetting, Job, Student

pytestmark = [pytest.mark.django_db, pytest.mark.training]


@pytest.fixture
def another(school):
    return Student.objects.get(reference="S5")


@pytest.fixture
def once():
    """Do it the first time that a row of a model is stored."""
    connected = []

    def once(signal, model, action):
        def receive(**about):
            signal.disconnect(receive, sender=model)
            action()

        connected.append((signal, receive, model))
        signal.connect(receive, sender=model)

    yield once
    for signal, receive, model in connected:
        signal.disconnect(receive, sender=model)


def run_next():
    job = queue.take(Lane)
    attempt(Run(job))
    return Job.objects.get(pk=job.pk)


def test_the_model_before_serves_until_it_is_trained_without_both(math, school, marked, another, train, forget):
    before = train(candidates=("linear",))
    forget(marked)
    steps = finish(Asked(who="a test"))
    next(steps), next(steps)
    forget(another)
    with pytest.raises(RowsLost):
        list(steps)
    assert ModelVersion.objects.live_for(math) == before
    list(finish(Asked(who="a test")))
    after = ModelVersion.objects.live_for(math)
    assert (after.number, after.run.forgot_at) == (before.number + 1, None)


def test_its_job_begins_anew(math, marked, another, people, train, forget, once):
    before = train(candidates=("linear",))
    forget(marked, asked_by=people.admin)
    once(post_save, TrainingRun, lambda: forget(another))
    assert run_next().state == Job.State.QUEUED
    assert run_next().state == Job.State.DONE
    assert ModelVersion.objects.live_for(math).number == before.number + 1
    assert not Forgetting.objects.unfinished().exists()


def test_a_version_that_somebody_lets_serve_meanwhile_stays(math, school, request, train, forget, once):
    never_saw_them = train(candidates=("linear",))
    marked = request.getfixturevalue("marked")
    train(candidates=("linear",))
    forget(marked)
    serve = partial(promotions.promote, never_saw_them, who="a test", why="It never saw them.")
    once(pre_save, ModelVersion, serve)
    list(finish(Asked(who="a test")))
    assert ModelVersion.objects.live_for(math) == never_saw_them
