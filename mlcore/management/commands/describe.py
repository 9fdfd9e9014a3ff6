"""Propose the description of a file that nobody prepared: what each column is, and why. Nothing is stored."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mlcore.datasets import schemas
from mlcore.pipeline.atomic_file import written_beside
from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.schema import Schema
from mlcore.pipeline.schema.table_schema import table_schema
from mlcore.pipeline.schema.toml.writing import written
from mlcore.words.describing import reasons
from mlcore.words.describing.growth import told

MADE = "Made from {name} by `manage.py describe`: read it through and change what is wrong. Comments give the reasons."
NEXT = "Written: {toml}. Then: manage.py import_dataset {file} --schema {toml}, and manage.py train {task}"

# The schema, the reasons by the slug of a field, and the slugs of numbers with a decimal comma.
Described = tuple[Schema, dict[str, list[str]], frozenset[str]]


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a table as it comes: CSV, XLSX, XLS or ODS")
        parser.add_argument("-o", "--output", type=Path, help="where to write the description, e.g. our-school.toml")
        parser.add_argument("--replace", action="store_true", help="write over a description that is there already")
        parser.add_argument("--table-schema", type=Path, help="where to write it as a Frictionless Table Schema (JSON)")
        parser.add_argument("--target", default="", metavar="HEADER", help="the column that is the result")
        parser.add_argument("--name", default="", help="name of the description; without it the name of the file")
        parser.add_argument("--schema", help="a schema or TOML file that the file may bring more to: its next version")
        parser.add_argument("--format", help="whose export it is, where the file may be one of several")
        parser.add_argument("--sheet", help="name of the sheet of a workbook")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._describe(options)
        except PipelineError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error}: name another file") from error

    def _describe(self, options: dict[str, Any]) -> None:
        from mlcore.pipeline.files.reading import Reading

        _refuse_what_is_there(options)
        how = Reading(sheet=options["sheet"], format=options["format"])
        self._write(*(self._grown(options, how) if options["schema"] else self._proposed(options, how)), options)

    def _proposed(self, options: dict[str, Any], how: Any) -> Described:
        from mlcore.pipeline.describing.describing import Wishes, describe

        wishes = Wishes(result=options["target"], name=options["name"])
        proposal = describe(options["file"], how, wishes)
        for sentence in reasons.of_file(proposal):
            self.stdout.write(sentence)
        for column in proposal.columns:
            self.stdout.write(f"\n{reasons.summary(column)}")
            for reason in reasons.reasons(column):
                self.stdout.write(f"  {reason}")
        return proposal.schema, reasons.notes(proposal), proposal.with_commas

    def _grown(self, options: dict[str, Any], how: Any) -> Described:
        from mlcore.pipeline.describing.growing import grow

        growth = grow(options["file"], schemas.known(options["schema"]), how)
        for sentence in told(growth):
            self.stdout.write(sentence)
        return growth.schema, {}, frozenset()

    def _write(
        self, schema: Schema, notes: dict[str, list[str]], with_commas: frozenset[str], options: dict[str, Any]
    ) -> None:
        path, toml, table = options["file"], options["output"], options["table_schema"]
        if toml:
            head = [MADE.format(name=path.name)]
            with written_beside(toml, encoding="utf-8") as file:
                file.write(written(schema.to_dict(), notes, head))
            self.stdout.write(NEXT.format(toml=toml, file=path, task=schema.tasks[0].slug))
        if table:
            text = json.dumps(table_schema(schema, with_commas), ensure_ascii=False, indent=2)
            with written_beside(table, encoding="utf-8") as file:
                file.write(text + "\n")
            self.stdout.write(f"Written: {table}")


def _refuse_what_is_there(options: dict[str, Any]) -> None:
    """A description that somebody has changed by hand is not written over by mistake."""
    found = [path for path in (options["output"], options["table_schema"]) if path and path.is_file()]
    if found and not options["replace"]:
        raise CommandError(f"{found[0]} is there already: name another file, or write over it with --replace")
