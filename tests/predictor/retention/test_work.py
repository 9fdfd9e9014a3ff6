"""Data about students goes after its days, and never before that was said for some days."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from factories import new_version
from knox.models import AuthToken

from mlcore.models import Dataset, ResultDetail
from predictor.access.clearing import clear_expired
from predictor.access_log.chain.sealing import seal
from predictor.access_log.chain.verifying import verify
from predictor.api.authentication import tokens
from predictor.imports.undo import undo
from predictor.jobs.clearing import clear_ended
from predictor.models import (
    AccessLine,
    Classroom,
    Import,
    ImportedChange,
    Membership,
    Prediction,
    RetentionNotice,
    Student,
    Submission,
)
from predictor.problems import UndoRefused
from predictor.retention.kinds import KINDS
from predictor.retention.others import others
from predictor.retention.work import clear_due, is_waiting, notices, planned
from predictor.training.recorded import SOURCE

pytestmark = pytest.mark.django_db


def old(rows, column, days):
    """As if it were so many days ago; predictions and submissions refuse to change, so they are made anew."""
    rows.update(**{column: timezone.now() - timedelta(days=days)})


def due():
    return {one.kind.name: one.due for one in planned()}


def test_an_upgrade_deletes_nothing_on_its_first_night(archived, student):
    archived(5_000)
    assert clear_due() == {}
    assert (Classroom.objects.count(), due()["archived_classes"]) == (1, 1)
    assert is_waiting()


def test_once_it_was_said_for_long_enough_it_goes(archived, student, said_long_ago):
    archived(731)
    assert clear_due()["archived classes"] == 1
    assert (Classroom.objects.count(), Student.objects.count()) == (0, 0)
    assert not is_waiting()


def test_what_is_not_old_enough_stays(archived, student, said_long_ago):
    archived(729)
    assert clear_due()["archived classes"] == 0
    assert Student.objects.exists()


def test_fewer_days_are_said_anew_and_more_are_not(archived, student, said_long_ago, settings):
    archived(500)
    settings.KEPT_DAYS = settings.KEPT_DAYS | {"archived_classes": 400}
    assert "archived classes" not in clear_due()
    assert Classroom.objects.exists()
    before = RetentionNotice.objects.get(kind="archived_classes").told_at
    settings.KEPT_DAYS = settings.KEPT_DAYS | {"archived_classes": 450}
    assert notices()["archived_classes"].told_at == before


def test_a_class_that_nobody_uses_is_archived_and_goes_as_archived_ones_do(idle, student, said_long_ago):
    idle(401)
    assert due()["idle_classes"] == 1
    assert (clear_due()["idle classes"], clear_due()["idle classes"]) == (1, 0)
    row = Classroom.objects.get()
    assert row.archived_at is not None
    assert Student.objects.exists()
    old(Classroom.objects.all(), "archived_at", 731)
    assert clear_due()["archived classes"] == 1


def test_where_something_was_entered_the_class_stays_open(idle, submitted, said_long_ago):
    submitted(399)
    idle(5_000)
    assert clear_due()["idle classes"] == 0
    assert Classroom.objects.get().archived_at is None


def test_a_class_that_is_not_old_enough_stays_open(idle, said_long_ago):
    idle(399)
    assert clear_due()["idle classes"] == 0


def test_nothing_is_archived_before_it_was_said(idle):
    idle(5_000)
    assert (clear_due(), Classroom.objects.get().archived_at) == ({}, None)


def test_who_went_on_into_another_class_stays(archived, student, classroom, said_long_ago):
    other = Classroom.objects.create(name="9a", schema_version=classroom.schema_version)
    Student.objects.filter(pk=student.pk).update(classroom=other)
    archived(800)
    clear_due()
    assert Student.objects.get() == student


@pytest.fixture
def submitted(math, people, student, answers):
    """So many days ago, for the student or for nobody."""

    def make(days, of=student):
        moment = timezone.now() - timedelta(days=days)
        about = {"task": math, "schema_version": math.schema_version, "made_by": people.owner, "made_at": moment}
        row = Submission.objects.create(**about, student=of, answers=answers, door="page")
        ends = {"low90": 40, "low80": 45, "value": 50, "high80": 55, "high90": 60}
        by = {"task": math, "student": of, "made_by": people.owner, "made_at": moment}
        return Prediction.objects.create(submission=row, model_version=math.versions.get(), **by, **ends)

    return make


def test_predictions_of_former_students_go_with_what_was_submitted(submitted, archived, said_long_ago):
    submitted(400)
    newer = submitted(300)
    archived(10)
    assert clear_due()["former predictions"] == 1
    assert (list(Prediction.objects.all()), Submission.objects.count()) == ([newer], 1)


def test_of_who_is_still_taught_nothing_goes(submitted, archived, student, classroom, said_long_ago):
    kept = submitted(400)
    clear_due()
    archived(10)
    other = Classroom.objects.create(name="9a", schema_version=classroom.schema_version)
    Membership.objects.create(student=student, classroom=other)
    clear_due()
    assert list(Prediction.objects.all()) == [kept]


def test_predictions_for_nobody_in_particular_go_too(submitted, said_long_ago):
    submitted(400, of=None)
    assert clear_due()["former predictions"] == 1


def test_a_file_is_not_undone_without_what_was_before(classroom, student, people, said_long_ago):
    row = Import.objects.create(
        classroom=classroom,
        kind="students",
        state="stored",
        made_by=people.owner,
        file_name="list.csv",
        sha256="0" * 64,
        size=1,
        stored_at=timezone.now() - timedelta(days=366),
        stored_by=people.owner,
    )
    ImportedChange.objects.create(about=row, student=student, before=None, after={})
    assert clear_due()["undo data"] == 1
    with pytest.raises(UndoRefused, match="for a time only"):
        undo(row, people.owner)
    assert Student.objects.exists()


@pytest.fixture
def learned(math):
    """A dataset of recorded results of long ago, and the version that learned from it."""
    version = new_version(math)
    dataset = math.schema_version.datasets.get()
    old(Dataset.objects.filter(pk=dataset.pk), "created_at", 1_100)
    Dataset.objects.filter(pk=dataset.pk).update(source=SOURCE)
    return version


def test_rows_that_the_live_version_learned_from_stay(learned, said_long_ago):
    assert due()["recorded_datasets"] == 0


def test_rows_of_no_live_version_go_and_what_is_known_of_them_stays(learned, math, said_long_ago):
    math.versions.update(is_live=False)
    assert clear_due()["recorded datasets"] == 1
    assert Dataset.objects.get().deleted_at is not None


def test_details_of_trainings_go_but_not_of_the_live_version(math, said_long_ago):
    for version in (math.versions.get(), new_version(math)):
        old(type(version.run).objects.filter(pk=version.run_id), "ended_at", 1_100)
        ResultDetail.objects.create(result=version.run.results.get(), figures={"a": 1})
    assert clear_due()["training details"] == 1
    assert ResultDetail.objects.get().result.run.model_version.is_live


def test_every_kind_has_its_days(settings):
    assert {kind.name for kind in KINDS} == set(settings.KEPT_DAYS)


def test_the_command_says_what_would_go_and_takes_nothing(archived, student, said_long_ago, capsys):
    archived(800)
    call_command("clear_expired", "--dry-run")
    told = capsys.readouterr().out
    assert "archived classes" in told
    assert "at once" in told
    assert Classroom.objects.exists()
    call_command("clear_expired")
    assert "1 archived classes" in capsys.readouterr().out
    assert not Classroom.objects.exists()


def test_lines_of_the_access_log_go_and_the_rest_is_whole(said_long_ago):
    for days in (1_096, 1_094):
        facts = {"door": "page", "act": "saw", "what": "student", "students": [7]}
        AccessLine.objects.create(at=timezone.now() - timedelta(days=days), **facts)
    seal()
    assert due()["access_log"] == 1
    assert clear_due()["access log"] == 1
    seal()
    assert (verify().broken, verify().begins_after) == ("", 1)
    assert AccessLine.objects.filter(act="cut").get().account_name == "retention"


def test_imported_rows_of_no_live_version_go_but_made_up_ones_do_not(learned, math, said_long_ago):
    math.versions.update(is_live=False)
    Dataset.objects.update(source="The school's own", created_at=timezone.now() - timedelta(days=1_826), is_demo=True)
    assert due()["imported_datasets"] == 0
    Dataset.objects.update(is_demo=False)
    assert clear_due()["imported datasets"] == 1
    assert Dataset.objects.get().deleted_at is not None


def test_a_dry_run_counts_what_ended_too(people, capsys):
    tokens.issue(people.owner)
    AuthToken.objects.update(expiry=timezone.now())
    call_command("clear_expired", "--dry-run")
    assert re.search(r"tokens +1 ", capsys.readouterr().out)
    assert AuthToken.objects.exists()


def test_what_is_told_of_each_is_what_a_clearing_takes():
    cleared = {*clear_expired(), *clear_ended()}
    assert [one.what for one in others()] == list(dict.fromkeys(one.what for one in others()))
    assert {one.said for one in others()} == cleared
