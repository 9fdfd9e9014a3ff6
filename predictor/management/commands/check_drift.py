"""Do the inputs still look as those a model learned from, and do results still fall where its ranges say? Ends with 1
where something changed, with 2 where nothing can be told."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from mlcore.management.lookup import find_live
from mlcore.management.one_at_a_time import ChoreCommand
from mlcore.models import ModelVersion, Task
from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.results.served.held import FEWEST_ENTERED
from mlcore.words.verdicts import drift as words
from mlcore.words.verdicts import track_record
from predictor.outcomes.entered import entered_for
from predictor.outcomes.watching import watch_of


class Command(ChoreCommand):
    help = __doc__
    chore = "check_drift"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("task", nargs="*", help="e.g. math; without it every task that a model answers")

    def work(self, **options: Any) -> None:
        answered = Task.objects.filter(versions__is_live=True).values_list("slug", flat=True)
        slugs = list(dict.fromkeys(options["task"])) or list(answered)
        problems = [error for slug in slugs if (error := self._problem(slug))]
        if problems:
            code = min(error.returncode for error in problems)
            raise CommandError("\n".join(map(str, problems)), returncode=code)

    def _problem(self, slug: str) -> CommandError | None:
        """What changed, or why it cannot be told; the other tasks have their turn all the same."""
        try:
            version = find_live(slug)
            inputs, results = self._inputs(version), self._results(version)
        except (CommandError, PipelineError) as error:
            return CommandError(f"nothing can be told of {slug}: {error}", returncode=2)
        if inputs or results:
            return CommandError(words.changed(str(version), inputs=bool(inputs), results=bool(results)), returncode=1)
        if inputs is None and results is None:
            return CommandError(words.nothing_told(str(version)), returncode=2)
        return None

    def _inputs(self, version: ModelVersion) -> bool | None:
        """Whether they changed; None where it cannot be told."""
        found = entered_for(version)
        self.stdout.write(f"{version}: {words.inputs(found.students, found.moved, version.schema_version.schema)}")
        is_told = found.students >= FEWEST_ENTERED and found.moved is not None
        return bool(found.moved) if is_told else None

    def _results(self, version: ModelVersion) -> bool | None:
        found = watch_of(version)
        self.stdout.write(f"{version}: {track_record.watched(found)} {track_record.remedy(found)}".rstrip())
        return found.alarm is not None if found.results else None
