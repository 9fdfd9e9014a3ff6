"""Do the work that was asked for in the background, until told to stop."""

import sys
from argparse import SUPPRESS, ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = __doc__
    # Each job starts it once more: what the web server checks when it starts takes a second.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until-empty", action="store_true", help="end when nothing waits any more")
        parser.add_argument("--alive", type=Path, help="a file to touch while at work, for whoever watches")
        # How it starts itself for one job: its number and token.
        parser.add_argument("--job", nargs=2, help=SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["job"]:
            from predictor.jobs.worker.child import work_on

            number, token = options["job"]
            work_on(int(number), token)
        else:
            from predictor.jobs.worker.daily import Daily
            from predictor.jobs.worker.loop import Worker

            program = [sys.executable, sys.argv[0]]
            clearing = Daily([*program, "clear_expired", "--scheduled"])
            worker = Worker([*program, "work", "--job"], alive=options["alive"], daily=clearing)
            worker.work(until_empty=options["until_empty"])
