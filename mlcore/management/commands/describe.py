"""Propose the description of a file that nobody prepared: what each column is, and why. Nothing is stored."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mlcore.pipeline.exceptions import PipelineError
from mlcore.words.describing import reasons

MADE = (
    "Made by describe from {name}; read it through, change what is wrong. The comments say why each line stands there."
)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a table as it comes: CSV or XLSX")
        parser.add_argument("-o", "--output", type=Path, help="where to write the description, e.g. our-school.toml")
        parser.add_argument("--table-schema", type=Path, help="where to write it as a Frictionless Table Schema (JSON)")
        parser.add_argument("--target", default="", metavar="HEADER", help="the column that is the result")
        parser.add_argument("--name", default="", help="name of the description; without it the name of the file")
        parser.add_argument("--sheet", help="name of the sheet of a workbook")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._describe(options)
        except PipelineError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error}: name another file") from error

    def _describe(self, options: dict[str, Any]) -> None:
        from mlcore.pipeline.describing.describing import Wishes, describe
        from mlcore.pipeline.files.reading import Reading
        from mlcore.pipeline.schema.table_schema import table_schema
        from mlcore.pipeline.schema.toml.writing import written

        path = options["file"]
        wishes = Wishes(result=options["target"], name=options["name"])
        proposal = describe(path, Reading(sheet=options["sheet"]), wishes)
        self._say(proposal)
        schema = proposal.schema
        if options["output"]:
            head = [MADE.format(name=path.name)]
            options["output"].write_text(written(schema.to_dict(), reasons.notes(proposal), head), encoding="utf-8")
            self.stdout.write(
                f"Written: {options['output']}. Then: manage.py import_dataset {path} --schema {options['output']}"
            )
        if options["table_schema"]:
            text = json.dumps(table_schema(schema), ensure_ascii=False, indent=2)
            options["table_schema"].write_text(text + "\n", encoding="utf-8")
            self.stdout.write(f"Written: {options['table_schema']}")

    def _say(self, proposal: Any) -> None:
        for sentence in reasons.of_file(proposal):
            self.stdout.write(sentence)
        for column in proposal.columns:
            self.stdout.write(f"\n{reasons.summary(column)}")
            for reason in reasons.reasons(column):
                self.stdout.write(f"  {reason}")
        self.stdout.write("")
