"""Write the database and all bundles to one signed file; the product may go on serving meanwhile."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mlcore.backups import writing
from mlcore.backups.archive import Manifest
from mlcore.pipeline.atomic_file import written_beside


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="e.g. backup.tar.gz, or - for the standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["file"]
        manifest = writing.write(sys.stdout.buffer) if name == "-" else _write_file(Path(name))
        self.stderr.write(f"{len(manifest.members)} tables and bundles are in the backup ({name})")
        for bundle in manifest.missing_bundles:
            self.stderr.write(f"Warning: bundle {bundle} is gone or damaged and so not in the backup")


def _write_file(path: Path) -> Manifest:
    try:
        # For its owner only: it holds what the school knows about its students.
        with written_beside(path, "wb", private=True, durable=True) as file:
            return writing.write(file)
    except OSError as error:
        raise CommandError(f"the backup was not written: {error}") from error
