"""Put a backup back into an empty database, or with --replace instead of everything that is there."""

import shutil
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mlcore.backups import restoring
from mlcore.backups.archive import ArchiveError
from mlcore.models import ModelVersion
from mlcore.pipeline.exceptions import BundleError
from mlcore.versions import live


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="made by manage.py backup, or - for the standard input")
        parser.add_argument("--replace", action="store_true", help="lose what is in the database now")
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there is data already")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] and not restoring.is_empty():
            self.stdout.write("There is data already; nothing was restored")
            return
        try:
            self._restore(options["file"], options["replace"])
        except (ArchiveError, OSError) as error:
            raise CommandError(str(error)) from error

    def _restore(self, name: str, replace: bool) -> None:
        if name != "-":
            self._report(restoring.restore(Path(name), replace=replace))
            return
        # Twice read, first to verify: what comes in through a pipe is kept for that long.
        with tempfile.NamedTemporaryFile(suffix=".tar.gz") as kept:
            shutil.copyfileobj(sys.stdin.buffer, kept)
            kept.flush()
            self._report(restoring.restore(Path(kept.name), replace=replace))

    def _report(self, manifest: dict[str, Any]) -> None:
        self.stdout.write(f"Restored the backup of {manifest['created']} (version {manifest['version']})")
        for version in ModelVersion.objects.live().select_related("task"):
            try:
                live.bundle_of(version)
            except BundleError as error:
                self.stderr.write(f"Warning: {version} cannot serve: {error}")
            else:
                self.stdout.write(f"  {version} serves")
