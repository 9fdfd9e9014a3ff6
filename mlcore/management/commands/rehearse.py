"""Replay a past year of a dataset as if it were live, with only what was known at each point of it."""

from argparse import ArgumentParser
from time import monotonic
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from mlcore.datasets.words import named
from mlcore.management.lookup import find_dataset, find_task
from mlcore.management.terminal import table, who_is_typing
from mlcore.models import Dataset, Rehearsal, Task
from mlcore.pipeline.exceptions import PipelineError
from mlcore.versions.checking import rehearsing
from mlcore.words.rehearsed import beside, sentences, tables

if TYPE_CHECKING:
    from mlcore.pipeline.rehearsal.rehearsal import Step

YEAR = "the year to replay, by those before it; without it the newest with 30 results and as many before it"
# Seconds that it may be silent.
SILENCE = 3.0


class Command(BaseCommand):
    help = __doc__
    _last_said = 0.0

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dataset", help="name of a dataset")
        parser.add_argument("--task", metavar="SLUG", help="e.g. math; without it every task that can learn from it")
        parser.add_argument("--year", default="", help=YEAR)
        parser.add_argument(
            "--bins", action="store_true", help="also how often chances of 0 to 10 %% and so on came true"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        dataset = find_dataset(options["dataset"])
        tasks = [find_task(options["task"])] if options["task"] else rehearsing.tasks_of(dataset)
        if not tasks:
            raise CommandError(f"no task can learn from {named(dataset)}")
        for task in tasks:
            self._report(self._rehearsed(dataset, task, options["year"]), with_bins=options["bins"])

    def _rehearsed(self, dataset: Dataset, task: Task, year: str) -> Rehearsal:
        self.stdout.write(f"Rehearsing {task.slug} ({task.label}) on {named(dataset)}")
        work = rehearsing.rehearse(dataset, task, rehearsing.Asked(who=who_is_typing()), year)
        self._last_said = monotonic()
        while True:
            try:
                self._told(next(work))
            except StopIteration as end:
                row: Rehearsal = end.value
                return row
            except PipelineError as error:
                raise CommandError(str(error)) from error

    def _told(self, step: "Step") -> None:
        point, points, done, total = step
        if monotonic() - self._last_said >= SILENCE:
            self._last_said = monotonic()
            self.stdout.write(f"  point {point + 1} of {points}: {done} of {total} fits")
            self.stdout.flush()

    def _report(self, row: Rehearsal, *, with_bins: bool) -> None:
        found, schema = rehearsing.found_in(row), row.task.schema_version.schema
        assert found  # it was stored in this moment
        target = schema.field(found.target)
        about = [sentences.replayed(found), sentences.left_out(found), sentences.with_support(found)]
        version = str(row.version) if row.version else ""
        said = [beside.leading(found, schema), *about, sentences.no_points(found)]
        said += [sentences.learned_as(found, version), sentences.few_forecasts(found)]
        self.stdout.write("\n".join(filter(None, said)))
        told = [(tables.BY_POINT, tables.by_point(found, target)), (tables.BESIDE, tables.beside(found, schema))]
        told += [(tables.CHANCES, tables.chances(found, target))]
        told += [(tables.BINS, tables.bins(found, target))] if with_bins else []
        for headings, rows in told:
            self.stdout.write(f"\n{table(list(map(str, headings)), list(map(list, rows)))}")
