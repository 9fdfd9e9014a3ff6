"""Chores that one process does at a time; who comes second is told who is at it."""

import getpass
import os
import socket
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

# Any number that no other use of Postgres' advisory locks in this project takes.
LOCK_OF_CHORES = 7_002
CHORES = {
    "backup": 1,
    "train": 2,
    "check_chances": 3,
    "prune_models": 4,
    "clear_expired": 5,
    "check_drift": 6,
    "send_summaries": 7,
}
HOLDER = """
SELECT activity.application_name, activity.backend_start
FROM pg_locks AS locks JOIN pg_stat_activity AS activity USING (pid)
WHERE locks.locktype = 'advisory' AND locks.classid = %s AND locks.objid = %s AND locks.granted
AND locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
# Postgres cuts longer names of connections.
LONGEST_NAME = 63


class Taken(Exception):
    """Another process is at it; the message says which, where and since when."""


@contextmanager
def only_one(chore: str) -> Iterator[None]:
    """Hold the lock of a chore, which Postgres lets go of when this process dies. Raises Taken."""
    key = [LOCK_OF_CHORES, CHORES[chore]]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        if not cursor.fetchone()[0]:
            cursor.execute(HOLDER, key)
            raise Taken(_said(chore, cursor.fetchone()))
        cursor.execute("SELECT current_setting('application_name')")
        before = cursor.fetchone()[0]
        _call_the_connection(_who_is_here())
    try:
        yield
    finally:
        _let_go(key, before)


def _let_go(key: list[int], before: str) -> None:
    if connection.connection is None or not connection.is_usable():
        return  # the lock went with the connection
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)
    _call_the_connection(before)


def _call_the_connection(name: str) -> None:
    """What everybody sees who asks the server for the holder of a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('application_name', %s, false)", [name])


def _who_is_here() -> str:
    try:
        who = getpass.getuser()
    except (KeyError, OSError):  # a container user without an entry in the password file
        who = f"user {os.getuid()}"
    said = f"{who}, process {os.getpid()} on {socket.gethostname()}"
    return said.encode("ascii", "replace").decode()[:LONGEST_NAME]


def _said(chore: str, holder: tuple[str, Any] | None) -> str:
    if holder is None:
        return f"{chore} ended in this moment in another process; run it again"
    name, since = holder
    return f"{chore} is running already, since {timezone.localtime(since):%Y-%m-%d %H:%M}: {name or 'somebody'}"


class ChoreCommand(BaseCommand):
    """A command for timers: scheduled, its `work` is done by one process at a time; `is_always_alone`: in any case."""

    chore = ""
    is_always_alone = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--scheduled",
            action="store_true",
            help="for timers: where another process is at it, say who and end well; do nothing twice",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["scheduled"] and not self.is_always_alone:
            self.work(**options)
            return
        try:
            with only_one(self.chore):
                self.work(**options)
        except Taken as error:
            if not options["scheduled"]:
                raise CommandError(str(error)) from error
            self.stdout.write(f"{error}. Nothing was done.")

    def work(self, **options: Any) -> None:
        raise NotImplementedError  # each command says what it does
