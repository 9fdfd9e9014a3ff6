"""List the model versions of every task, which one is live and how good it is; or say which one was live at a time."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone

from mlcore.management.lookup import find_task
from mlcore.management.terminal import table
from mlcore.models import CandidateResult, ModelVersion, Task
from mlcore.versions import ledger
from mlcore.versions.stored import StoredResult
from mlcore.words.numbers import number

HEADINGS = ["version", "live", "model", "R²", "RMSE", "trained on", "rows", "made at"]
AT_HELP = (
    "only say which version was live at that time, and who put it there: 2026-11-20T14:30, in the time zone of the "
    "school unless it names one, like +01:00"
)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("task", nargs="*", help="only these tasks, e.g. math")
        parser.add_argument("--at", type=_moment, metavar="TIME", help=AT_HELP)

    def handle(self, *args: Any, **options: Any) -> None:
        tasks = [find_task(slug) for slug in dict.fromkeys(options["task"])] or Task.objects.all()
        if options["at"]:
            self.stdout.write("\n".join(ledger.said(ledger.live_at(task, options["at"])) for task in tasks))
            return
        for task in tasks:
            versions = _versions(task)
            self.stdout.write(f"{task.slug}: {task.label}")
            self.stdout.write(
                table(HEADINGS, [_line(version) for version in versions])
                if versions
                else f"  no version yet: manage.py train {task.slug}"
            )


def _moment(text: str) -> datetime:
    try:
        return ledger.moment(text)
    except ledger.NotATime as error:
        raise ArgumentTypeError(str(error)) from error


def _versions(task: Task) -> QuerySet[ModelVersion]:
    """Newest first, with the winner of each run and nothing of the other candidates."""
    versions = ModelVersion.objects.filter(task=task).newest_first().select_related("run__dataset")
    winners = Prefetch("run__results", queryset=CandidateResult.objects.filter(is_winner=True))
    counted = versions.annotate(learned_from=F("run__details__parts__rows"))
    return counted.defer("run__details").prefetch_related(winners)


def _line(version: ModelVersion) -> list[str]:
    (winner,) = map(StoredResult.of, version.run.results.all())
    return [
        str(version.number),
        "live" if version.is_live else "no file" if version.pruned_at else "",
        version.label,
        number(winner.mean("r2"), 3),
        number(winner.mean("rmse"), 2),
        version.run.dataset.title,
        str(version.learned_from or version.run.dataset.rows),  # type: ignore[attr-defined]  # older releases count none
        f"{timezone.localtime(version.created_at):%Y-%m-%d %H:%M}",
    ]
