"""An entry is put right: it is predicted again, and what was made with it says so."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mlcore import stopping
from mlcore.pipeline.schema import InvalidValue
from predictor.corrected.reads import corrected
from predictor.corrections import work
from predictor.models import CorrectedPrediction, Correction, Prediction, Student, Submission
from predictor.objections.work import turn
from predictor.predicting.known.entries import Entries
from predictor.problems import ClassArchived, CorrectionStays

pytestmark = pytest.mark.django_db


def reading(student):
    field = next(one for one in student.classroom.schema_version.schema.fields if one.slug == "reading_score")
    return Entries([student.pk]).of(Student.objects.get(pk=student.pk), [field])["reading_score"]


def test_a_request_keeps_what_stood_there_and_is_due_in_thirty_days(enter, ask):
    enter()
    row = ask()
    assert (row.was, row.right, row.state) == (40.0, 80.0, Correction.State.OPEN)
    assert row.due == timezone.localdate() + dt.timedelta(days=30)


def test_how_long_it_takes_is_a_setting(enter, ask, settings):
    settings.CORRECTION_DAYS = 5
    assert ask().due == timezone.localdate() + dt.timedelta(days=5)


def test_what_is_right_is_known_and_predicted_again(enter, ask, people, student):
    old = enter()
    done = work.carry_out(ask(), by=people.owner, door=Submission.Door.PAGE)
    newest = Prediction.objects.latest("pk")
    assert reading(student) == 80.0
    assert newest.submission.answers == old.submission.answers | {"reading_score": 80.0}
    assert (done.again, done.marked, newest.made_by) == ((newest,), 1, people.owner)


def test_the_old_prediction_stays_and_is_marked(enter, ask, people):
    old = enter()
    work.carry_out(ask(), by=people.owner, door=Submission.Door.PAGE)
    assert Prediction.objects.get(pk=old.pk).value == old.value
    (found,) = corrected(list(Prediction.objects.all())).items()
    assert (found[0], found[1].fields, found[1].on) == (old.pk, ("reading_score",), timezone.localdate())


def test_what_was_predicted_with_another_value_is_not_marked(enter, ask, people):
    enter()
    enter(60.0)
    second = enter()
    work.carry_out(ask(), by=people.owner, door=Submission.Door.PAGE)
    assert [mark.prediction_id for mark in CorrectedPrediction.objects.all()] == [second.pk]


def test_a_mark_never_changes(enter, ask, people):
    enter()
    work.carry_out(ask(), by=people.owner, door=Submission.Door.PAGE)
    with pytest.raises(IntegrityError), transaction.atomic():
        CorrectedPrediction.objects.update(correction=None)


@pytest.mark.parametrize("why", ["stopped", "objects"])
def test_what_cannot_be_predicted_again_is_put_right_all_the_same(enter, ask, people, student, why):
    enter()
    if why == "stopped":
        stopping.stop(who="a", why="To be looked at.")
    else:
        turn(student, True, by=people.owner, why="They wrote.")
    done = work.carry_out(ask(), by=people.owner, door=Submission.Door.PAGE)
    assert (done.again, [task.slug for task, _why in done.not_again]) == ((), ["math"])
    assert (Correction.objects.get().state, reading(student)) == (Correction.State.DONE, 80.0)


def test_refused_with_a_reason_nothing_changes(enter, ask, people, student):
    enter()
    work.refuse(ask(), by=people.owner, why="The paper says 40.")
    row = Correction.objects.get()
    assert (row.state, row.why, row.decided_by) == (Correction.State.REFUSED, "The paper says 40.", people.owner)
    assert (reading(student), CorrectedPrediction.objects.count()) == (40.0, 0)


def test_a_refusal_needs_a_reason(ask, people):
    with pytest.raises(CorrectionStays):
        work.refuse(ask(), by=people.owner, why=" ")
    assert Correction.objects.get().is_open


def test_nothing_is_decided_twice(enter, ask, people):
    enter()
    row = ask()
    work.carry_out(row, by=people.owner, door=Submission.Door.PAGE)
    with pytest.raises(CorrectionStays):
        work.carry_out(row, by=people.owner, door=Submission.Door.PAGE)
    assert Prediction.objects.count() == 2


def test_of_an_entry_one_request_is_open(ask):
    ask()
    with pytest.raises(CorrectionStays):
        ask(70.0)


@pytest.mark.parametrize(("right", "error"), [(900.0, InvalidValue), (40.0, CorrectionStays)])
def test_what_cannot_be_or_is_so_already_is_not_asked(enter, ask, right, error):
    enter()
    with pytest.raises(error):
        ask(right)
    assert not Correction.objects.exists()


def test_an_archived_class_is_brought_back_first(enter, ask, people, classroom):
    from predictor.classes.keeping.work import archive

    enter()
    row = ask()
    archive(classroom)
    with pytest.raises(ClassArchived):
        work.carry_out(row, by=people.owner, door=Submission.Door.PAGE)
    assert Correction.objects.get().is_open


def test_requests_go_with_their_student(enter, ask, people, student):
    enter()
    work.carry_out(ask(), by=people.owner, door=Submission.Door.PAGE)
    student.delete()
    assert not Correction.objects.exists()
