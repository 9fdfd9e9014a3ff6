"""Predicting a class in the background."""

import pytest
from django.utils import timezone, translation

from predictor.jobs import reads
from predictor.jobs.kinds import Lane
from predictor.jobs.run import Lost, Run
from predictor.jobs.words import failure
from predictor.jobs.worker import queue
from predictor.jobs.worker.child import attempt
from predictor.models import AccessLine, Job, Prediction
from predictor.whole_class import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(mixed, order, people):
    return work.ask(order(), by=people.owner)


def test_a_job_predicts_everybody_once_and_says_what_came_of_it(job, people):
    attempt(Run(queue.take(Lane)))
    shown = reads.shown(Job.objects.get(), people.owner)
    assert Prediction.objects.count() == 2
    assert (shown.title, shown.statement) == (
        "Predictions of Class 8a",
        "2 predictions were stored; 1 could not be made.",
    )
    assert shown.outcome.url.endswith("/predictions/math/")
    assert [line.text for line in shown.lines] == ["Predicting 3 students."]


def test_a_job_leaves_a_line_in_the_name_of_who_asked(job, people, classroom):
    attempt(Run(queue.take(Lane)))
    line = AccessLine.objects.get()
    assert (line.door, line.act, line.account_name) == ("job", "predicted", people.owner.get_username())
    assert set(line.students) == set(classroom.students.values_list("pk", flat=True))


def test_an_attempt_that_lost_its_job_stores_nothing(job):
    first = queue.take(Lane)
    queue.give_up(first, {"kind": "worker lost"}, again=True)
    second = queue.take(Lane)
    with pytest.raises(Lost):
        job_of(first)
    assert Prediction.objects.count() == 0
    attempt(Run(second))
    assert Prediction.objects.count() == 2


def job_of(taken):
    from predictor.whole_class import job

    job.run(Run(taken), **taken.arguments)


def test_whoever_lost_the_class_since_predicts_nothing(job, classroom, people):
    classroom.teachers.remove(people.owner)
    attempt(Run(queue.take(Lane)))
    assert (Job.objects.get().state, Prediction.objects.count()) == ("failed", 0)


def refused_in(language):
    """What is said of it to a reader, whatever the worker speaks."""
    with translation.override("de"):
        attempt(Run(queue.take(Lane)))
    with translation.override(language):
        return failure(Job.objects.get().error)


@pytest.mark.parametrize(("language", "said"), [("en", "Class 8a is archived"), ("de", "Class 8a ist archiviert")])
def test_that_the_class_is_archived_is_said_in_the_language_of_the_reader(job, classroom, language, said):
    classroom.archived_at = timezone.now()
    classroom.save()
    assert said in refused_in(language)


def test_that_the_class_is_gone_is_said_in_the_language_of_the_reader(job, classroom):
    classroom.delete()
    assert refused_in("en") == "The class was deleted in the meantime."
