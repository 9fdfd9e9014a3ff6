"""Write the database and all bundles to one signed file; the product may go on serving meanwhile."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from mlcore.backups import writing
from mlcore.backups.archive import Manifest
from mlcore.management.one_at_a_time import ChoreCommand
from mlcore.pipeline.atomic_file import written_beside


class Command(ChoreCommand):
    help = __doc__
    chore = "backup"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", help="e.g. backup.tar.gz, or - for the standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["scheduled"] and options["file"] == "-":
            # Ending well without a byte would look like a backup to whatever reads it.
            raise CommandError("--scheduled needs the name of a file")
        super().handle(*args, **options)

    def work(self, **options: Any) -> None:
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
