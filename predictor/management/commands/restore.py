"""Put a backup back into an empty database, or with --replace instead of everything that is there."""

import shutil
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from mlcore.backups import restoring
from mlcore.backups.archive import ArchiveError
from mlcore.management.terminal import reason, who_is_typing
from mlcore.models import ModelVersion, Restoration
from mlcore.pipeline.exceptions import BundleError
from mlcore.versions import live
from mlcore.words.numbers import count
from predictor.forgetting import again
from predictor.forgetting.tombstones import Unreadable


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="made by manage.py backup, or - for the standard input")
        parser.add_argument("--replace", action="store_true", help="lose what is in the database now")
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there is data already")
        parser.add_argument("--check", action="store_true", help="only say whether it would be accepted")
        parser.add_argument(
            "--trust",
            type=reason,
            metavar="REASON",
            help="restore what this installation did not sign and why; it can run any code here. Kept for ever",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] and not restoring.is_empty():
            self.stdout.write("There is data already; nothing was restored")
            return
        try:
            with _opened(options["file"]) as file:
                if options["check"]:
                    self._check(file, options["trust"] or "")
                else:
                    self._restore(file, options["trust"] or "", options["replace"])
        except (ArchiveError, Unreadable, OSError) as error:
            raise CommandError(str(error)) from error

    def _check(self, file: IO[bytes], trust: str) -> None:
        verified = restoring.check(file, trust=trust)
        manifest = verified.manifest
        signed = "signed by this installation" if verified.is_ours else "NOT signed by this installation"
        self.stdout.write(f"The backup of {manifest.created} (version {manifest.version}) is whole, and {signed}")

    def _restore(self, file: IO[bytes], trust: str, replace: bool) -> None:
        forgotten = _Forgotten()
        done = restoring.restore(file, who=who_is_typing(), replace=replace, trust=trust, and_then=forgotten.go_again)
        self.stdout.write(_said(done))
        if forgotten.said:
            self.stdout.write(forgotten.said)
        for version in ModelVersion.objects.live().select_related("task"):
            try:
                live.bundle_of(version)
            except BundleError as error:
                self.stderr.write(f"Warning: {version} cannot serve: {error}")
            else:
                self.stdout.write(f"  {version} serves")


class _Forgotten:
    """Who was forgotten, as it is known before the tables are dropped that say so, too."""

    def __init__(self) -> None:
        self._stones, self._again, self._is_left = again.known(), 0, False

    def go_again(self) -> None:
        self._again = again.forget_again(self._stones)
        self._is_left = again.leave_to_a_job()

    @property
    def said(self) -> str:
        """Empty where nobody ever was."""
        if not self._stones:
            return ""
        later = "; models that learned from them are trained again by a worker, or by manage.py forget --go-on"
        told = f"  Forgotten here before: {count(len(self._stones))}, forgotten again now: {count(self._again)}"
        return f"{told}{later if self._is_left else ''}"


def _said(done: Restoration) -> str:
    said = f"Restored the backup of {done.made_at.isoformat()} (version {done.version})"
    if not done.trusted_because:
        return said
    return f"{said}\n  not signed by this installation; trusted by {done.who}: {done.trusted_because}"


@contextmanager
def _opened(name: str) -> Iterator[IO[bytes]]:
    if name != "-":
        with open(name, "rb") as file:
            yield file
        return
    # Read twice, first to verify: what comes in through a pipe is kept for that long, under no name that a killed
    # restore could leave behind.
    with tempfile.TemporaryFile() as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
        yield kept
