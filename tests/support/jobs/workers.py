"""Workers that are really started on the database of a test, and killed."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psutil
from django.db import connection

from predictor.models import Job

ROOT = Path(__file__).resolve().parents[3]
MAIN = Path(__file__).with_name("manage_jobs.py")
PATIENCE = 60  # seconds until a test gives up; nothing is measured with it


def start_worker(*options, stale=15.0):
    environment = {
        "DJANGO_SETTINGS_MODULE": "studentperf.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(MAIN.parent)]),
        "JOBS_DATABASE": connection.settings_dict["NAME"],
        "JOBS_STALE": str(stale),
    }
    return subprocess.Popen(
        [sys.executable, str(MAIN), "work", *options], cwd=ROOT, env=os.environ | environment, stderr=subprocess.PIPE
    )


@contextmanager
def worker(*options, stale=15.0):
    process = start_worker(*options, stale=stale)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate()


def until(condition):
    """What it says once that is true."""
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < deadline, list(Job.objects.values())
        time.sleep(0.02)
    return found


def pid_of(job):
    """The process of the latest attempt, once it has begun."""

    def told():
        row = Job.objects.get(pk=job.pk)
        return [line["pid"] for line in row.lines if line["attempt"] == row.attempts and row.state == "running"]

    return until(told)[-1]


def ended(job):
    def row():
        found = Job.objects.get(pk=job.pk)
        return found if found.has_ended else None

    return until(row)


def is_gone(pid):
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def traces(job):
    return Job.objects.filter(kind="trace", arguments__of=job.pk).count()


def cut_connections():
    """As a restart of the database does to everybody but this test."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
