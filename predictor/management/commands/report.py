"""Write the exploration of a dataset and the leaderboards as one file that needs no network: HTML, or PDF."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mlcore.management.lookup import find_dataset, find_task
from mlcore.models import Dataset, Task
from mlcore.pipeline.atomic_file import written_beside
from predictor.sheets.report_file import html_of


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dataset", help="name of a dataset")
        parser.add_argument("--task", help="only this question, e.g. math; without it every question of the schema")
        parser.add_argument("-o", "--output", type=Path, required=True, help="FILE.html, or FILE.pdf")

    def handle(self, *args: Any, **options: Any) -> None:
        output: Path = options["output"]
        if output.suffix.lower() not in (".html", ".pdf"):
            raise CommandError(f"the report is written as .html or .pdf, not as '{output.name}'")
        dataset = find_dataset(options["dataset"])
        html = html_of(dataset, _task(options["task"], dataset))
        try:
            _write(html, output)
        except OSError as error:
            raise CommandError(f"the report cannot be written to {output}: {error.strerror}") from error
        self.stdout.write(f"{output}: {output.stat().st_size / 1e6:.2f} MB")


def _task(slug: str | None, dataset: Dataset) -> Task | None:
    task = find_task(slug) if slug else None
    if task and task.schema_version.name != dataset.schema_version.name:
        raise CommandError(
            f"task {task.slug} asks about the schema {task.schema_version.name}; "
            f"dataset '{dataset.name}' follows {dataset.schema_version.name}"
        )
    return task


def _write(html: str, output: Path) -> None:
    from predictor.sheets.pdf import CannotPrint, print_pdf

    if output.suffix.lower() == ".html":
        with written_beside(output, encoding="utf-8") as file:
            file.write(html)
        return
    try:
        print_pdf(html, output)
    except CannotPrint as error:
        raise CommandError(str(error)) from error
