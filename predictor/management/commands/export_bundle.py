"""Write the file of a version to a folder, to be loaded elsewhere; --share: without a row of any student."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mlcore.management.lookup import find_version
from mlcore.models import ModelVersion
from mlcore.pipeline.exceptions import PipelineError
from mlcore.versions.learned import rows_of
from mlcore.versions.live import bundle_of

HOLDS_ROWS = "Caution: it holds answers of up to 100 students, by which it explains. With --share it holds nobody's."
DELETED = "the rows that {version} learned from were deleted, so nobody can tell what must not be in the file"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("version", help="TASK:NUMBER, e.g. math:3")
        parser.add_argument("folder", type=Path, help="where the file goes; its name holds the hash of its content")
        parser.add_argument("--share", action="store_true", help="for people who must not see the students")

    def handle(self, *args: Any, **options: Any) -> None:
        version, folder = find_version(options["version"]), options["folder"]
        try:
            path = self._shared(version, folder) if options["share"] else self._whole(version, folder)
        except (PipelineError, OSError) as error:
            raise CommandError(f"{version} was not written: {error}") from error
        self.stdout.write(f"{version} is in {path}")

    def _whole(self, version: ModelVersion, folder: Path) -> Path:
        self.stderr.write(HOLDS_ROWS)
        return bundle_of(version).save(folder)[1]

    def _shared(self, version: ModelVersion, folder: Path) -> Path:
        from mlcore.pipeline.library.sharing import without_rows

        frame = rows_of(version.run, under=version.schema_version)
        if frame is None:
            raise CommandError(DELETED.format(version=version))
        shared = without_rows(bundle_of(version), frame)
        for label in shared.left_out:
            self.stdout.write(f"Without the second opinion of {label}, whose file is the rows that it learned from")
        return shared.bundle.save(folder)[1]
