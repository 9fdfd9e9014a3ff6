"""Make a model version live and write down why."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mlcore.management.lookup import find_version
from mlcore.management.terminal import reason, who_is_typing
from mlcore.pipeline.exceptions import BundleError
from mlcore.versions import ledger, promotions


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("version", help="TASK:NUMBER, e.g. math:3 (see manage.py models)")
        parser.add_argument("--why", required=True, type=reason, help="the reason, kept for ever beside the change")

    def handle(self, *args: Any, **options: Any) -> None:
        version = find_version(options["version"])
        if version.is_live:
            self.stdout.write(f"{version} is live already; nothing changed")
            return
        try:
            promotions.promote(version, who=who_is_typing(), why=options["why"])
        except (promotions.NotPromoted, BundleError) as error:
            raise CommandError(f"{version} cannot go live: {error}") from error
        refusal = ledger.refusal_of(version)
        self.stdout.write(f"{version} is live now{f', although the gate had refused it: {refusal}' if refusal else ''}")
