"""Write the model card of a version as one file that needs no network: HTML to read, send or print."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template.loader import render_to_string

from mlcore.management.lookup import find_version_to_read
from mlcore.pipeline.atomic_file import written_beside
from predictor.sheets.style_sheets import EVERY_PAGE, inlined
from predictor.versions.card import card_of

STYLES = (*EVERY_PAGE, "charts", "runs", "versions")


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("version", help="TASK:NUMBER, e.g. math:3, or N of /models/version/N/")
        parser.add_argument("-o", "--output", type=Path, help="where to write (default: model-card-TASK-NUMBER.html)")

    def handle(self, *args: Any, **options: Any) -> None:
        version = find_version_to_read(options["version"])
        path = options["output"] or Path(f"model-card-{version.task.slug}-{version.number}.html")
        context = {"version": version, "card": card_of(version), "styles": inlined(STYLES)}
        try:
            with written_beside(path, encoding="utf-8") as file:
                file.write(render_to_string("sheets/card_file.html", context))
        except OSError as error:
            raise CommandError(f"cannot write {path}: {error.strerror}") from error
        self.stdout.write(f"Wrote {path}")
