"""The chain tells whether a line was changed, deleted or swapped since it was sealed."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from predictor.access_log.chain.cutting import cut, older
from predictor.access_log.chain.sealing import head, seal
from predictor.access_log.chain.verifying import verify
from predictor.models import AccessLine, AccessSeal

pytestmark = pytest.mark.django_db


def add(count=1, **said):
    facts = {"door": "page", "act": "saw", "what": "student", "students": [7]} | said
    return [AccessLine.objects.create(**facts) for _ in range(count)]


@pytest.fixture
def tamper():
    """As somebody does who owns the database and switches its triggers off."""

    def do(statement):
        with connection.cursor() as cursor:
            for switch in ("DISABLE", "ENABLE"):
                if switch == "ENABLE":
                    cursor.execute(statement)
                cursor.execute(f"ALTER TABLE predictor_accessline {switch} TRIGGER USER")

    return do


@pytest.fixture
def sealed():
    found = add(5)
    seal()
    return found


def test_a_whole_log_says_so(sealed):
    found = verify()
    assert (found.broken, found.lines, found.unsealed, found.place) == ("", 5, 0, 5)


def test_lines_of_several_sealings_are_one_chain(sealed):
    add(2)
    assert verify().unsealed == 2
    seal()
    assert (verify().lines, verify().broken) == (7, "")


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        (
            "UPDATE predictor_accessline SET account = 3 WHERE place = 2",
            "at place 2 is not what was sealed",
        ),
        ("UPDATE predictor_accessline SET students = '{8}' WHERE place = 5", "at place 5 is not what was sealed"),
        ("DELETE FROM predictor_accessline WHERE place = 3", "at place 3 is missing"),
        ("DELETE FROM predictor_accessline WHERE place = 5", "at place 5 is missing"),
        ("DELETE FROM predictor_accessline WHERE place = 1", "at place 1 is missing"),
    ],
)
def test_a_changed_or_deleted_line_is_named(statement, where, sealed, tamper):
    tamper(statement)
    assert where in verify().broken


def test_swapped_lines_are_found(sealed, tamper):
    first, second = sealed[1].pk, sealed[2].pk
    tamper("UPDATE predictor_accessline SET place = NULL, hash = NULL WHERE place IN (2, 3)")
    AccessLine.objects.filter(pk=first).update(place=3, hash=b"x")
    AccessLine.objects.filter(pk=second).update(place=2, hash=b"x")
    assert "at place 2 is not what was sealed" in verify().broken


def test_a_log_that_was_written_anew_is_found_by_a_head_kept_elsewhere(sealed, tamper):
    kept = head()[1]
    tamper("DELETE FROM predictor_accessline WHERE place = 5")
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE predictor_accessseal")
    AccessSeal.objects.create(place=4, hash=AccessLine.objects.get(place=4).hash)
    assert (verify().broken, "none of this chain's" in verify(kept).broken) == ("", True)


def test_a_kept_head_of_an_earlier_day_is_one_of_the_chains(sealed):
    kept = head()[1]
    add()
    seal()
    assert verify(kept).broken == ""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE predictor_accessline SET act = 'saw', account = 3",
        "UPDATE predictor_accessline SET place = NULL, hash = NULL",
        "UPDATE predictor_accessseal SET hash = ''",
        "DELETE FROM predictor_accessline",
        "DELETE FROM predictor_accessseal",
    ],
)
def test_the_database_refuses_to_change_or_delete(statement, sealed):
    with pytest.raises(DatabaseError, match="are history"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_oldest_lines_can_be_cut_away_and_the_rest_is_checked(sealed):
    moment = timezone.now()
    add(2, at=moment + dt.timedelta(minutes=1))
    assert (older(moment).count(), cut(moment, who="retention")) == (5, 5)
    seal()
    found = verify()
    assert (found.broken, found.begins_after, found.lines) == ("", 5, 3)
    assert AccessLine.objects.filter(act="cut").get().thing == 5


def test_a_line_deleted_behind_the_cut_is_still_found(sealed, tamper):
    moment = timezone.now()
    add(3, at=moment + dt.timedelta(minutes=1))
    cut(moment)
    tamper("DELETE FROM predictor_accessline WHERE place = 6")
    assert "at place 6 is missing" in verify().broken


def test_the_command_prints_the_head(sealed):
    out = StringIO()
    call_command("verify_log", stdout=out)
    assert "whole: 5 sealed lines, 0 not sealed yet" in out.getvalue()
    call_command("verify_log", head=head()[1], stdout=out)


def test_the_command_fails_where_a_line_is_missing(sealed, tamper):
    tamper("DELETE FROM predictor_accessline WHERE place = 3")
    with pytest.raises(CommandError, match="broken: the line at place 3 is missing"):
        call_command("verify_log", stdout=StringIO())


def test_a_restored_backup_is_noted():
    from mlcore.models import Restoration

    made = Restoration.objects.create(made_at=timezone.now(), version="1", who="ada at the command line")
    found = AccessLine.objects.get()
    assert (found.act, found.account_name, found.thing) == ("restored", "ada at the command line", made.pk)
