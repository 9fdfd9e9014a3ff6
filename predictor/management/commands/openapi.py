"""Write the OpenAPI document into docs/openapi.json anew, or say whether it is still what is served."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator

from mlcore.pipeline.atomic_file import written_beside

COMMITTED: Path = settings.BASE_DIR / "docs" / "openapi.json"
CHANGED = (
    "docs/openapi.json is not what is served any more. If that is meant, write it anew and commit it: "
    "make openapi (or .venv/bin/python manage.py openapi)"
)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail where it is not the same")

    def handle(self, *args: Any, **options: Any) -> None:
        document = written()
        if options["check"]:
            if not COMMITTED.is_file() or COMMITTED.read_text(encoding="utf-8") != document:
                raise CommandError(CHANGED)
            return
        with written_beside(COMMITTED, encoding="utf-8") as file:
            file.write(document)
        self.stdout.write(f"Wrote {COMMITTED}")


def written() -> str:
    """Sorted, so that what a change leaves alone stays where it is."""
    with translation.override("en"):
        document = SchemaGenerator().get_schema(request=None, public=True)
    return json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
