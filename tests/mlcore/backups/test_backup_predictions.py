"""After everything was lost, a restored backup shows and makes the same predictions."""

import datetime as dt
import shutil

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection

from mlcore.models import ModelVersion
from predictor.models import OwnEstimate, Prediction, PredictionFeedback, Student, Submission, Support, Target
from predictor.predicting.work import make_prediction
from predictor.support.work import Said, Signed, add

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stored(math, people, student, answers) -> Prediction:
    about = {"task": math, "answers": answers, "made_by": people.owner, "door": Submission.Door.PAGE}
    prediction = make_prediction(**about, student=student, own_estimate=62.0)
    PredictionFeedback.objects.create(prediction=prediction, kind="useful", note="Fits.", made_by=people.owner)
    return prediction


@pytest.fixture
def target(math, people, student) -> Target:
    return Target.objects.create(student=student, task=math, score=70.0, why="she asked", made_by=people.owner)


@pytest.fixture
def support(people, student) -> Support:
    said = Said(what="reading", by_whom="Mr Li", from_day=dt.date(2026, 9, 1), how_often="daily", why="asked")
    return add(student, said, Signed(by=people.owner))


@pytest.fixture
def restored(stored, target, support, settings, tmp_path) -> None:
    """A backup was made, then the tables and the bundles were destroyed, then it was restored."""
    call_command("backup", str(tmp_path / "backup.tar.gz"))
    with connection.cursor() as cursor:
        names = ", ".join(connection.introspection.table_names())
        cursor.execute(f"DROP TABLE {names} CASCADE")
    shutil.rmtree(settings.BUNDLE_DIR)
    settings.BUNDLE_DIR = tmp_path / "elsewhere"
    call_command("restore", str(tmp_path / "backup.tar.gz"))


def test_predictions_bundles_and_new_answers_are_the_same(stored, restored, math, people, student, answers, settings):
    again = Prediction.objects.get()
    assert (again.value, again.low80, again.made_at) == (stored.value, stored.low80, stored.made_at)
    assert Student.objects.get().name == student.name
    assert [path.name for path in settings.BUNDLE_DIR.iterdir()] == [ModelVersion.objects.get().file]
    fresh = make_prediction(task=math, answers=answers, made_by=people.owner, door=Submission.Door.API)
    assert (fresh.value, fresh.low90) == (stored.value, stored.low90)
    assert fresh.pk == stored.pk + 1


def test_targets_come_back_and_still_cannot_be_rewritten(target, restored):
    again = Target.objects.get()
    assert (again, again.score, again.why, again.made_at) == (target, 70.0, "she asked", target.made_at)
    with pytest.raises(DatabaseError, match="history"):
        Target.objects.update(score=90.0)
    Student.objects.all().delete()
    assert not Target.objects.exists()


def test_support_comes_back_and_still_cannot_be_rewritten(support, restored):
    again = Support.objects.get()
    assert (again, again.what, again.made_at) == (support, "reading", support.made_at)
    with pytest.raises(DatabaseError, match="history"):
        Support.objects.update(what="nothing")


def test_what_teachers_said_and_expected_comes_back_and_cannot_be_rewritten(stored, restored):
    feedback, estimate = PredictionFeedback.objects.get(), OwnEstimate.objects.get()
    assert (feedback.prediction, feedback.note) == (stored, "Fits.")
    assert (estimate.submission, estimate.value) == (stored.submission, 62.0)
    for rows in (PredictionFeedback.objects, OwnEstimate.objects):
        with pytest.raises(DatabaseError, match="history"):
            rows.update(made_at=stored.made_at)
