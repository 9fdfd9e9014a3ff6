"""Go back to the model version that served before the live one, and write down why."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mlcore.management.lookup import find_task
from mlcore.management.terminal import reason, who_is_typing
from mlcore.pipeline.exceptions import BundleError
from mlcore.versions import promotions


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("task", help="e.g. math")
        parser.add_argument("--why", required=True, type=reason, help="the reason, kept for ever beside the change")

    def handle(self, *args: Any, **options: Any) -> None:
        task = find_task(options["task"])
        try:
            change = promotions.rollback(task, who=who_is_typing(), why=options["why"])
        except (promotions.NotPromoted, BundleError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{change.version} is live again; {change.previous} is not")
