"""Hold the chances of the live model against results; ends with 1 out of band, with 2 where nothing can be told."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mlcore.datasets.words import named
from mlcore.management.lookup import find_datasets, find_live
from mlcore.management.terminal import table
from mlcore.models import ModelVersion
from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.results.reliability import CheckedChances
from mlcore.versions.checking import chances
from mlcore.words.verdicts import checked_chances as words

DATASET = "rows to check it on, several times for several; without it what was measured when it was trained"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("task", help="e.g. math")
        parser.add_argument("--dataset", action="append", default=[], metavar="NAME", help=DATASET)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            version = find_live(options["task"])
            found = self._check(version, options["dataset"])
        except CommandError as error:
            raise CommandError(str(error), returncode=2) from error
        except (PipelineError, chances.NotChecked) as error:
            raise CommandError(f"the chances of {options['task']} cannot be checked: {error}", returncode=2) from error
        target = version.schema_version.schema.field(version.schema_version.schema.task(options["task"]).target)
        for one in found.found:
            self.stdout.write(f"\n{words.one(one, target)}\n{table(words.HEADINGS, words.lines(one))}")
        if found.out_of_band:
            raise CommandError(words.out_of_band(found.out_of_band, target), returncode=1)
        self.stdout.write(f"\n{words.in_band(found)}")

    def _check(self, version: ModelVersion, names: list[str]) -> CheckedChances:
        datasets = find_datasets(version.task, names).taken if names else ()
        found = chances.on_rows_of(version, datasets) if datasets else chances.as_trained(version)
        rows_of = " and ".join(named(dataset) for dataset in datasets)
        self.stdout.write(words.checked_on(found, str(version), rows_of))
        return found
