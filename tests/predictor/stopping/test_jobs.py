"""Work that waits or goes on ends without a result once predicting is stopped."""

import pytest

from mlcore import stopping
from mlcore.pipeline.predicted_files.answering import AnsweredChunk
from predictor.file_predictions import job as file_job
from predictor.file_predictions import work as files
from predictor.jobs.kinds import Lane
from predictor.jobs.run import Refused, Run
from predictor.jobs.worker import queue
from predictor.jobs.worker.child import attempt
from predictor.models import Job, PredictedFile, PredictedPiece, Prediction, Submission
from predictor.whole_class import plan, work

WHY = "The inspectorate asks us to wait."


@pytest.fixture
def file(math, people):
    return files.take(math, "list.csv", b"Reading\n50\n60\n", {}, by=people.owner)


def refused():
    attempt(Run(queue.take(Lane)))
    return Job.objects.get()


def test_a_file_that_waits_is_refused_with_the_reason(file, stop):
    stop()
    job = refused()
    assert job.state == Job.State.FAILED
    assert WHY in str(job.error)
    assert not PredictedPiece.objects.exists()


def test_a_file_that_is_being_predicted_ends_before_its_next_chunk(file, stop):
    run = Run(queue.take(Lane))
    progress = file_job._Progress(run, 2)
    stop()
    with pytest.raises(stopping.PredictingStopped):
        progress.after(AnsweredChunk([], [], 0))


def test_a_file_that_was_predicted_meanwhile_is_not_kept(file, stop, monkeypatch):
    run, before = Run(queue.take(Lane)), file_job._predicted

    def predicted(*args):
        found = before(*args)
        stop()
        return found

    monkeypatch.setattr(file_job, "_predicted", predicted)
    with pytest.raises(Refused):
        file_job.run(run, file=file.pk)
    assert not PredictedFile.objects.get().is_done


def test_a_class_that_waits_is_refused_with_the_reason(math, classroom, student, people, stop):
    order = work.Order(classroom=classroom, tasks=[math], door=Submission.Door.PAGE)
    work.ask(order, by=people.owner)
    stop()
    assert WHY in str(refused().error)
    assert not Prediction.objects.exists()


def test_a_class_is_stored_not_even_in_part_where_it_is_stopped_meanwhile(
    math, classroom, student, people, stop, monkeypatch
):
    planned = plan.plan_class

    def then_stopped(*args):
        found = planned(*args)
        stop()
        return found

    monkeypatch.setattr(work, "plan_class", then_stopped)
    order = work.Order(classroom=classroom, tasks=[math], door=Submission.Door.PAGE)
    with pytest.raises(stopping.PredictingStopped):
        work.predict_class(order, people.owner)
    assert not Prediction.objects.exists()
