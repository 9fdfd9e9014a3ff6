"""While a release goes out, or after going back, the one before it writes into the tables of this one."""

import pytest
from django.db import connection
from factories import new_version

from mlcore.datasets import words
from mlcore.models import CandidateResult, Dataset, Promotion, TrainingRun
from mlcore.versions.ledger import why_of
from mlcore.versions.stored import StoredRun
from predictor.models import (
    Classroom,
    DescribedFile,
    GradeBoundaries,
    Import,
    ImportedChange,
    ImportFile,
    Job,
    Membership,
    Outcome,
    OwnEstimate,
    PredictionFeedback,
    RememberedColumn,
    Roster,
    RosterClass,
    RosterStudent,
    Student,
    Submission,
    Target,
)
from predictor.predicting.work import make_prediction

pytestmark = pytest.mark.django_db
# As that release knew the table.
INSERT = """
    INSERT INTO mlcore_promotion (task_id, version_id, previous_id, action, who, why, at)
    VALUES (%s, %s, NULL, 'promoted', 'head of school', 'it learned from more', now())
"""
ACTUAL = [50.0, 60.0, 70.0]


def held_out_of(math, actual, predicted):
    """What the page of a candidate gets, of a run as that release stores it."""
    run = math.versions.get().run
    TrainingRun.objects.filter(pk=run.pk).update(details={"parts": {"held_out_actual": actual}})
    CandidateResult.objects.filter(run=run).update(figures={"held_out_predictions": predicted})
    return StoredRun.of(TrainingRun.objects.get(pk=run.pk)).winner.in_full().measured.held_out_rows


def test_a_promotion_can_be_written_without_the_column_that_came_later(math):
    version = new_version(math)
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [math.pk, version.pk])
    promotion = Promotion.objects.get(version=version)
    assert (promotion.facts, why_of(promotion)) == ({}, "it learned from more")


def test_a_run_that_holds_every_row_itself_shows_what_was_held_out(math):
    rows = held_out_of(math, ACTUAL, [52.0, 62.0, 72.0])
    assert (rows.rows, rows.mae, rows.pairs[0]) == (3, 2.0, (52.0, 50.0))


def test_a_training_can_be_written_without_the_column_that_came_later(math):
    run = math.versions.get().run
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO mlcore_trainingrun (task_id, dataset_id, options, status, error, reason, details, started_at, "
            "who) VALUES (%s, %s, '{}', 'failed', 'too few rows', '', '{}', now(), '')",
            [math.pk, run.dataset_id],
        )
    late = TrainingRun.objects.latest("id")
    assert (late.error, late.refusal) == ("too few rows", {})


@pytest.mark.parametrize(("actual", "predicted"), [(None, [52.0]), (ACTUAL, []), (ACTUAL, [52.0])])
def test_rows_that_do_not_fit_each_other_are_not_shown(math, actual, predicted):
    assert held_out_of(math, actual, predicted) is None


def test_a_dataset_can_be_stored_without_the_columns_that_came_later(math):
    """As the release before stores one: it knows nothing of datasets that belong together, or are archived."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO mlcore_dataset (name, schema_version_id, sha256, rows, source_name, is_demo, source, licence, "
            "left_out, created_at) VALUES ('late', %s, %s, 1, '', false, '', '', '{}', now())",
            [math.schema_version_id, "0" * 64],
        )
    late = Dataset.objects.offered().get(name="late")
    assert (late.adds_to, late.bad_rows_file, words.state(late)) == (None, "", "")


def test_a_release_that_knows_no_targets_still_deletes_a_student(student, math, people):
    Target.objects.create(student=student, task=math, score=70.0, why="x", made_by=people.owner)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM predictor_student")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not Target.objects.exists()


def test_a_release_that_knows_no_boundaries_still_deletes_a_class(classroom, people):
    about = {"schema_name": "exams", "field": "math_score", "valid_from": "2026-01-01", "content": {}, "reason": "x"}
    GradeBoundaries.objects.create(classroom=classroom, made_by=people.owner, **about)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM predictor_classroom_teachers")
        cursor.execute("DELETE FROM predictor_classroom")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not GradeBoundaries.objects.exists()


@pytest.mark.parametrize("table", ["predictor_student", "predictor_classroom"])
def test_a_release_that_knows_no_memberships_still_deletes_what_they_are_of(table, classroom, people):
    other = Classroom.objects.create(name="Class 7a", schema_version=classroom.schema_version)
    student = Student.objects.create(classroom=other, name="Ivo")
    Membership.objects.create(student=student, classroom=classroom)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM predictor_classroom_teachers")
        gone = student.pk if table == "predictor_student" else classroom.pk
        cursor.execute(f"DELETE FROM {table} WHERE id = %s", [gone])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not Membership.objects.exists()


@pytest.fixture
def imported(classroom, student, people):
    row = Import.objects.create(classroom=classroom, kind="outcomes", made_by=people.owner, size=1)
    ImportFile.objects.create(about=row, content=b"x")
    ImportedChange.objects.create(about=row, student=student, after={})
    about = {"schema_name": "exams", "field": "math_score", "value": 50.0, "day": "2026-06-30", "door": "file"}
    first = Outcome.objects.create(student=student, made_by=people.owner, **about)
    Outcome.objects.create(student=student, made_by=people.owner, replaces=first, **about)
    return row


def test_a_release_that_knows_no_imports_still_deletes_a_student(imported):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM predictor_student")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not Outcome.objects.exists()
    assert not ImportedChange.objects.exists()
    assert Import.objects.exists()


def test_a_release_that_knows_no_imports_still_deletes_a_class(imported):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM predictor_classroom_teachers")
        cursor.execute("DELETE FROM predictor_student")
        cursor.execute("DELETE FROM predictor_classroom")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not Import.objects.exists()
    assert not ImportFile.objects.exists()


def test_a_release_that_knows_no_imports_still_deletes_an_account(people):
    RememberedColumn.objects.create(user=people.stranger, header="upn", target="number")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM auth_user WHERE id = %s", [people.stranger.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not RememberedColumn.objects.exists()


def test_a_release_that_knows_no_jobs_still_deletes_an_account(people):
    job = Job.objects.create(kind="train", asked_by=people.stranger)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM auth_user WHERE id = %s", [people.stranger.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    job.refresh_from_db()
    assert job.asked_by is None


@pytest.mark.parametrize(("table", "of"), [("auth_user", "made_by"), ("mlcore_dataset", "dataset")])
def test_a_release_that_knows_no_described_files_still_deletes_what_they_are_of(table, of, people, math):
    dataset = Dataset.objects.create(name="late", schema_version=math.schema_version, sha256="0" * 64, rows=1)
    file = DescribedFile.objects.create(name="ours.csv", made_by=people.stranger, dataset=dataset)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE id = %s", [getattr(file, of).pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not DescribedFile.objects.exists()


def test_a_release_that_notes_no_times_still_adds_a_student(classroom):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO predictor_student (classroom_id, name, reference, known, created_at) "
            "VALUES (%s, 'late', '', '{}', now())",
            [classroom.pk],
        )
    assert Student.objects.get().noted == {}


@pytest.fixture
def from_a_roster(imported, classroom, student, people):
    row = Roster.objects.create(made_by=people.admin, size=1)
    Import.objects.update(part_of=row)
    RosterStudent.objects.create(student=student, sourced_id="s1", about=row)
    RosterClass.objects.create(classroom=classroom, left=classroom, sourced_id="c1", about=row)


def test_a_release_that_knows_no_rosters_still_deletes_students_and_classes(from_a_roster):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM predictor_classroom_teachers")
        cursor.execute("DELETE FROM predictor_student")
        cursor.execute("DELETE FROM predictor_classroom")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not RosterStudent.objects.exists()
    assert not RosterClass.objects.exists()


def test_a_version_can_be_stored_without_the_columns_about_its_file(math):
    version = new_version(math)
    known = ["task_id", "number", "run_id", "schema_version_id", "candidate", "label", "file", "sha256", "is_live"]
    columns = ", ".join([*known, "created_at"])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM mlcore_modelversion WHERE id = %s", [version.pk])
        row = cursor.fetchone()
        cursor.execute("DELETE FROM mlcore_modelversion WHERE id = %s", [version.pk])
        cursor.execute(f"INSERT INTO mlcore_modelversion ({columns}) VALUES ({', '.join(['%s'] * len(row))})", row)
    stored = math.versions.get(number=version.number)
    assert (stored.pruned_at, stored.pruned_by) == (None, "")


def test_a_release_that_knows_no_feedback_still_deletes_a_prediction(student, math, people, answers):
    about = {"task": math, "answers": answers, "made_by": people.owner, "door": Submission.Door.PAGE}
    PredictionFeedback.objects.create(prediction=make_prediction(**about), kind="useful", made_by=people.owner)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM predictor_explanation")
        cursor.execute("DELETE FROM predictor_prediction")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not PredictionFeedback.objects.exists()


def test_a_release_that_knows_no_estimates_still_deletes_a_submission(student, math, people, answers):
    about = {"task": math, "answers": answers, "made_by": people.owner, "door": Submission.Door.PAGE}
    make_prediction(**about, student=student, own_estimate=62.0)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM predictor_prediction")
        cursor.execute("DELETE FROM predictor_submission")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not OwnEstimate.objects.exists()
