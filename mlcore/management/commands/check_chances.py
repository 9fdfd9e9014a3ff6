"""Hold the chances of the live model against results; ends with 1 out of band, with 2 where nothing can be told."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from mlcore.datasets.words import named
from mlcore.management.lookup import find_datasets, find_live
from mlcore.management.one_at_a_time import ChoreCommand
from mlcore.management.terminal import table
from mlcore.models import ModelVersion, Task
from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.results.reliability import CheckedChances
from mlcore.versions.checking import chances
from mlcore.versions.learned import has_learned_from
from mlcore.words.verdicts import checked_chances as words

DATASET = "rows to check it on, several times for several; without it what was measured when it was trained"
NEWEST = "check it on the rows that a training would take now, where it did not learn from them"


class Command(ChoreCommand):
    help = __doc__
    chore = "check_chances"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("task", nargs="*", help="e.g. math; without it every task that a model answers")
        parser.add_argument("--dataset", action="append", default=[], metavar="NAME", help=DATASET)
        parser.add_argument("--newest", action="store_true", help=NEWEST)

    def work(self, **options: Any) -> None:
        answered = Task.objects.filter(versions__is_live=True).values_list("slug", flat=True)
        slugs = list(dict.fromkeys(options["task"])) or list(answered)
        problems = [error for slug in slugs if (error := self._problem(slug, options))]
        if problems:
            code = min(error.returncode for error in problems)
            raise CommandError("\n".join(map(str, problems)), returncode=code)

    def _problem(self, slug: str, options: dict[str, Any]) -> CommandError | None:
        """Out of band, or why it cannot be told; the other tasks have their turn all the same."""
        try:
            version = find_live(slug)
            found = self._check(version, options["dataset"], options["newest"])
        except CommandError as error:
            return CommandError(str(error), returncode=2)
        except (PipelineError, chances.NotChecked) as error:
            return CommandError(f"the chances of {slug} cannot be checked: {error}", returncode=2)
        target = version.schema_version.schema.field(version.schema_version.schema.task(slug).target)
        for one in found.found:
            self.stdout.write(f"\n{words.one(one, target)}\n{table(words.HEADINGS, words.lines(one))}")
        if found.out_of_band:
            return CommandError(words.out_of_band(found.out_of_band, target), returncode=1)
        self.stdout.write(f"\n{words.in_band(found)}")
        return None

    def _check(self, version: ModelVersion, names: list[str], newest: bool) -> CheckedChances:
        datasets = find_datasets(version.task, names).taken if names or newest else ()
        if newest and has_learned_from(version.run, datasets):
            datasets = ()
        found = chances.on_rows_of(version, datasets) if datasets else chances.as_trained(version)
        rows_of = " and ".join(named(dataset) for dataset in datasets)
        self.stdout.write(words.checked_on(found, str(version), rows_of))
        return found
