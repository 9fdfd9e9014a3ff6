"""Check a table of a file against a schema and store its rows; one bad row and nothing is stored."""

from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from mlcore.datasets import cautions, schemas
from mlcore.datasets.importing import LONGEST_NAME, Imported, Reason, Refused, Said, import_rows
from mlcore.management import completing
from mlcore.management.lookup import find_dataset
from mlcore.models import Dataset, SchemaVersion
from mlcore.pipeline.exceptions import PipelineError
from mlcore.words import numbers
from mlcore.words.files import imported as of_import
from mlcore.words.files import refused
from mlcore.words.files.layout import of_layout

if TYPE_CHECKING:
    from mlcore.pipeline.files.cells.numbers import Mark
    from mlcore.pipeline.files.checking import PackedTable
    from mlcore.pipeline.files.reading import Reading

MOST_KINDS = 50
# Refusals of one kind that are told one by one; more of them are one line.
MOST_ALIKE = 3
DECIMALS: dict[str, "Mark"] = {"comma": ",", "point": "."}
LONGEST_SAID = 500
DEMO = (
    "the rows are made up; pages will say so. The bundled sample and the widely shared file 'Students Performance in "
    "Exams' need no --demo: they are known by their rows"
)


SITTINGS = "which result counts where a file has a row per test and a student sat several in one subject and window"
MOST = "how many rows a file may have that is no workbook; 1,000,000 without it"
KEEP = "store rows called 'average', 'total' and the like, which are left out otherwise"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV, XLSX, XLS or ODS")
        parser.add_argument("--schema", required=True, help="name of a schema, e.g. exams, or a TOML file")
        parser.add_argument("--name", help="name of the dataset; without it the name of the file")
        parser.add_argument("--add-to", metavar="NAME", help="a dataset that is trained together with it from now on")
        parser.add_argument("--skip-bad-rows", action="store_true", help="store the good rows all the same")
        parser.add_argument("--bad-rows-file", type=Path, help="where to write the bad rows for correction")
        parser.add_argument("--format", help="which system the file is an export of, where two fit; or plain")
        parser.add_argument("--sittings", choices=["newest", "best"], default="newest", help=SITTINGS)
        parser.add_argument("--sheet", help="name of the sheet of a workbook, where several have the columns")
        parser.add_argument(
            "--decimal", choices=list(DECIMALS), help="what '1,234' means, where the file does not tell"
        )
        parser.add_argument("--keep-summary-rows", action="store_true", help=KEEP)
        parser.add_argument("--most-rows", type=_rows_allowed, help=MOST)
        parser.add_argument("--demo", action="store_true", help=DEMO)
        parser.add_argument("--source", default="", type=_said, help="where the rows come from, for card and report")
        parser.add_argument("--licence", default="", type=_said, help="under which terms they may be used")

    def handle(self, *args: Any, **options: Any) -> None:
        to = find_dataset(options["add_to"]) if options["add_to"] else None
        imported = self._import(options, to)
        # After the transaction: it would hold up others while somebody reads the question.
        if to is None and imported.created:
            completing.offer(imported, options["file"].name, self.stdout.write)

    # Either the rows are stored, with their schema and the bad ones on disk, or nothing is: a stored schema is fixed.
    @transaction.atomic
    def _import(self, options: dict[str, Any], to: Dataset | None) -> Imported:
        schema_version = _schema_version(options["schema"])
        outcome = _outcome(options, schema_version)
        self._report(outcome.checked)
        if isinstance(outcome, Refused):
            if outcome.reason == Reason.BAD_ROWS and options["bad_rows_file"]:
                self._write_bad_rows(outcome.checked, options)
            raise CommandError(_refusal(outcome))
        for sentence in of_import.of_fields(outcome.checked.found, schema_version.schema):
            self.stdout.write(sentence)
        if outcome.created and outcome.checked.bad_rows:
            path = self._write_bad_rows(outcome.checked, options)
            Dataset.objects.filter(pk=outcome.dataset.pk).update(bad_rows_file=path.name)
        self.stdout.write(_stored_words(outcome.dataset) if outcome.created else _noted_words(outcome))
        for caution in cautions.told(outcome.dataset):
            self.stdout.write(caution)
        if to:
            completing.add(outcome.dataset, to, self.stdout.write)
        return outcome

    def _report(self, checked: "PackedTable") -> None:
        of_file = of_import.of_file(checked.found)
        for sentence in [*of_layout(checked.layout, checked.found.ignored_columns), *of_file]:
            self.stdout.write(sentence)
        lines = refused.lines(checked.kinds, MOST_ALIKE)
        for line in lines[:MOST_KINDS]:
            self.stdout.write(line)
        if len(lines) > MOST_KINDS:
            self.stdout.write(f"and {numbers.count(len(lines) - MOST_KINDS)} more kinds")

    def _write_bad_rows(self, checked: "PackedTable", options: dict[str, Any]) -> Path:
        from mlcore.pipeline.files.bad_rows import are_written, write_bad_rows

        source = options["file"]
        path = options["bad_rows_file"] or source.with_name(f"{source.stem}-bad-rows.csv")
        if path.exists() and not are_written(checked, path):
            # Somebody may be correcting it right now.
            raise CommandError(f"{path} exists already; import or remove it, or name another --bad-rows-file")
        try:
            write_bad_rows(checked, path)
        except OSError as error:
            raise CommandError(f"the bad rows cannot be written: {error}; use --bad-rows-file") from error
        self.stdout.write(f"{numbers.rows(len(checked.bad_rows))} to correct and import: {path}")
        return path


def _schema_version(name_or_path: str) -> SchemaVersion:
    try:
        return schemas.schema_version(name_or_path)
    except PipelineError as error:
        raise CommandError(str(error)) from error


def _outcome(options: dict[str, Any], schema_version: SchemaVersion) -> Imported | Refused:
    path, sheet = options["file"], options["sheet"]
    try:
        return import_rows(
            path,
            schema_version=schema_version,
            name=options["name"] or " ".join(filter(None, (path.stem, sheet)))[:LONGEST_NAME],
            said=Said(options["source"], options["licence"], options["demo"]),
            skip_bad_rows=options["skip_bad_rows"],
            how=_how(options),
        )
    except PipelineError as error:
        raise CommandError(f"nothing was stored. {error}") from error


def _how(options: dict[str, Any]) -> "Reading":
    from mlcore.pipeline.files.reading import Reading

    how = Reading(
        sheet=options["sheet"],
        format=options["format"],
        sittings=options["sittings"],
        decimal=DECIMALS.get(options["decimal"]),
        keep_summary_rows=options["keep_summary_rows"],
    )
    return replace(how, most_rows=options["most_rows"]) if options["most_rows"] else how


def _refusal(refused: Refused) -> str:
    match refused:
        case Refused(reason=Reason.BAD_ROWS):
            return (
                f"nothing was stored, because {numbers.rows(len(refused.checked.bad_rows))} cannot be read as above. "
                f"Correct the file, or use --skip-bad-rows"
            )
        case Refused(reason=Reason.NO_GOOD_ROW):
            return "nothing was stored: no row is good"
        case Refused(taken_by=Dataset() as taken):
            named = f"a dataset named '{taken.name}' with {numbers.rows(taken.rows)} under {taken.schema_version}"
            return f"{named} exists already; give another --name"
    return f"the name is longer than {LONGEST_NAME} characters"


def _rows_allowed(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError("not a number of rows")
    return int(text)


def _said(text: str) -> str:
    if len(text) > LONGEST_SAID:
        raise ArgumentTypeError(f"longer than {LONGEST_SAID} characters")
    return text.strip()


def _stored_words(dataset: Dataset) -> str:
    told = [f"Stored {numbers.rows(dataset.rows)} as dataset '{dataset.name}'."]
    if dataset.source:
        told.append(f"Source: {dataset.source}.")
    if dataset.is_demo:
        told.append("Pages will say that they are made up.")
    return " ".join(told)


def _noted_words(imported: Imported) -> str:
    noted = f"noted: {' and '.join(imported.noted)}" if imported.noted else "nothing was changed"
    return f"The same content is already stored as dataset '{imported.dataset.name}'; {noted}."
