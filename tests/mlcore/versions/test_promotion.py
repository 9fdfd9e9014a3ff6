"""Which version is live, and the record of every change."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from factories import new_version

from mlcore.models import ModelVersion, Promotion
from mlcore.versions import live, promotions

pytestmark = pytest.mark.django_db
LATE = {"who": "a test", "why": "newer", "expected": 1}


def test_promoting_moves_the_live_mark_and_is_recorded(math):
    first, second = live.live(math).version, new_version(math)
    call_command("promote", "math:2", why="better on this year's data")
    assert live.live(math).version == second
    change = Promotion.objects.first()
    assert (change.previous, change.why) == (first, "better on this year's data")


def test_rollback_goes_back_step_by_step(math):
    for number in (2, 3):
        new_version(math)
        call_command("promote", f"math:{number}", why="newer")
    for expected in (2, 1):
        call_command("rollback", "math", why="odd predictions")
        assert live.live(math).version.number == expected


def test_the_first_version_cannot_be_rolled_back(math):
    with pytest.raises(CommandError, match="No version of task math was live before"):
        call_command("rollback", "math", why="nothing")
    assert Promotion.objects.count() == 1


def test_a_version_with_an_altered_file_does_not_go_live(math, settings):
    first, second = live.live(math).version, new_version(math, shift=1.0)
    (settings.BUNDLE_DIR / second.file).write_bytes(b"cut")
    with pytest.raises(CommandError, match="cannot go live"):
        call_command("promote", "math:2", why="newer")
    assert live.live(math).version == first


@pytest.mark.parametrize(
    ("name", "message"), [("math:9", "no version 9"), ("maths:1", "the tasks are"), ("math", "TASK:NUMBER")]
)
def test_a_wrong_version_name_says_what_to_write(math, name, message):
    with pytest.raises(CommandError, match=message):
        call_command("promote", name, why="a test")


@pytest.mark.parametrize("change", [["promote", "math:2"], ["rollback", "math"]])
def test_a_change_without_a_reason_is_refused(math, change):
    new_version(math)
    with pytest.raises(CommandError, match="say why in a few words"):
        call_command(*change, "--why", "  ")
    assert Promotion.objects.count() == 1


def test_promoting_the_live_version_changes_nothing(math, capsys):
    call_command("promote", "math:1", why="again")
    assert "live already" in capsys.readouterr().out
    assert Promotion.objects.count() == 1


def test_a_version_that_went_live_in_the_meantime_is_not_promoted_again(math):
    looked_up = new_version(math)
    promotions.promote(ModelVersion.objects.get(pk=looked_up.pk), who="somebody else", why="was quicker")
    with pytest.raises(promotions.NotPromoted, match="math version 2 is live already"):
        promotions.promote(looked_up, who="a test", why="newer")
    assert promotions.rollback(math, who="a test", why="odd").version.number == 1


@pytest.mark.parametrize(
    "change",
    [lambda task: promotions.promote(new_version(task), **LATE), lambda task: promotions.rollback(task, **LATE)],
)
def test_a_change_decided_beside_another_live_version_is_refused(math, change):
    promotions.promote(new_version(math), who="somebody else", why="was quicker")
    with pytest.raises(promotions.NotPromoted, match="math version 2 is live now, not version 1"):
        change(math)
    assert live.live(math).version.number == 2


def test_the_database_refuses_a_version_in_place_of_itself(math):
    version = live.live(math).version
    with pytest.raises(IntegrityError), transaction.atomic():
        Promotion.objects.create(task=math, version=version, previous=version, action="promoted", who="a test", why="")


@pytest.mark.django_db(transaction=True)
def test_promotions_that_changed_nothing_are_dropped_by_the_migration(math):
    version = live.live(math).version
    call_command("migrate", "mlcore", "0002", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO mlcore_promotion (task_id, version_id, previous_id, action, who, why, at) "
            "SELECT task_id, version_id, version_id, action, who, why, at FROM mlcore_promotion"
        )
    call_command("migrate", verbosity=0)
    assert [(change.version, change.previous) for change in Promotion.objects.all()] == [(version, None)]


def test_the_database_refuses_two_live_versions(math):
    version = new_version(math)
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelVersion.objects.filter(pk=version.pk).update(is_live=True)


def test_the_database_refuses_to_change_a_promotion(math):
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        Promotion.objects.update(why="another reason")


def test_models_lists_versions_and_tasks_without_one(math, capsys):
    call_command("models")
    printed = capsys.readouterr().out
    assert "Linear regression" in printed
    assert "no version yet: manage.py train reading" in printed


def test_models_asks_as_much_for_many_versions_as_for_one(math, django_assert_num_queries):
    with CaptureQueriesContext(connection) as asked:
        call_command("models", "math")
    for shift in (1.0, 2.0):
        new_version(math, shift)
    with django_assert_num_queries(len(asked)):
        call_command("models", "math")


def test_models_of_an_unknown_task_names_the_known_ones(math):
    with pytest.raises(CommandError, match="there is no task 'maths'; the tasks are: math, reading"):
        call_command("models", "maths")


def test_models_tells_the_time_of_the_school(math, capsys):
    ModelVersion.objects.update(created_at=datetime(2026, 3, 4, 23, 30, tzinfo=UTC))
    with timezone.override("Asia/Tokyo"):
        call_command("models", "math")
    assert "2026-03-05 08:30" in capsys.readouterr().out


def test_the_version_that_answers_is_read_in_one_query_by_task_or_slug(math, django_assert_num_queries):
    new_version(math)
    for asked in (math, math.slug):
        with django_assert_num_queries(1):
            found = ModelVersion.objects.live_for(asked)
            assert (found.number, found.task, found.schema_version.name) == (1, math, "exams")


def test_no_version_answers_for_a_task_that_nobody_trained(math):
    assert ModelVersion.objects.live_for("math-early") is None
