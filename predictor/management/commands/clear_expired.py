"""Take away what ended: sessions, tokens, files, jobs, and data about students that was kept for its days."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from mlcore.management.one_at_a_time import ChoreCommand
from mlcore.management.terminal import table
from predictor.access.clearing import Ended, clear_expired
from predictor.jobs.clearing import clear_ended
from predictor.retention.others import others
from predictor.retention.work import Planned, clear_due, planned


class Command(ChoreCommand):
    help = __doc__
    chore, is_always_alone = "clear_expired", True

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help="only say how much of each kind would go")

    def work(self, **options: Any) -> None:
        if options["dry_run"]:
            lines = [*map(_line, planned(most=None)), *map(_other, others())]
            self.stdout.write(table(["kind", "days", "due", "oldest", "not before"], lines))
            return
        counts = clear_expired() | clear_ended() | clear_due()
        said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        self.stdout.write(f"Cleared: {said}." if said else "Nothing had ended since the last time.")


def _line(one: Planned) -> list[str]:
    oldest = f"{timezone.localtime(one.oldest):%Y-%m-%d}" if one.oldest else "none"
    begins = "at once" if one.has_begun else f"{timezone.localtime(one.begins_at):%Y-%m-%d}"
    return [one.kind.name.replace("_", " "), str(one.days), str(one.due), oldest, begins]


def _other(one: Ended) -> list[str]:
    return [one.said, "" if one.days is None else str(one.days), str(one.due(most=None).number), "", "at once"]
