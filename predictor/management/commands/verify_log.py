"""Say whether the access log is whole: no line changed, deleted or swapped since it was sealed; ends with 1 if not."""

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mlcore.words import numbers
from predictor.access_log.chain.sealing import seal
from predictor.access_log.chain.verifying import Verified, verify

LENGTH = 32


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--head", type=_hash, default=b"", help="a head of the log that you kept elsewhere")

    def handle(self, *args: Any, **options: Any) -> None:
        seal()
        found = verify(options["head"])
        if found.broken:
            raise CommandError(f"the access log is broken: {found.broken}")
        self.stdout.write(_said(found))
        self.stdout.write(f"Head: {found.head.hex()}")


def _said(found: Verified) -> str:
    cut = f" after {numbers.count(found.begins_after)} that were cut away" if found.begins_after else ""
    return (
        f"The access log is whole: {numbers.count(found.lines)} sealed lines{cut}, "
        f"{numbers.count(found.unsealed)} not sealed yet."
    )


def _hash(text: str) -> bytes:
    try:
        found = bytes.fromhex(text)
    except ValueError:
        found = b""
    if len(found) != LENGTH:
        raise ArgumentTypeError("a head has 64 hexadecimal digits, as this command prints it")
    return found
