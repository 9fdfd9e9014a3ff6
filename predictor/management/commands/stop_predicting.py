"""End all predicting at once, with a sentence that everybody reads; --resume lets it begin again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mlcore import stopping
from mlcore.management.terminal import reason, who_is_typing


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("why", type=reason, help="the reason, read by everybody and kept for ever")
        parser.add_argument("--resume", action="store_true", help="let predicting begin again")

    def handle(self, *args: Any, **options: Any) -> None:
        turn = stopping.resume if options["resume"] else stopping.stop
        try:
            turn(who=who_is_typing(), why=options["why"])
        except stopping.NotTurned as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Predicting begins again." if options["resume"] else "Nothing is predicted any more.")
