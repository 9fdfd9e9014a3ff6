"""Take away sessions, tokens, log-in failures, waiting files and jobs that ended, and log-ins older than 90 days."""

from typing import Any

from mlcore.management.one_at_a_time import ChoreCommand
from predictor.access.clearing import clear_expired
from predictor.jobs.clearing import clear_ended


class Command(ChoreCommand):
    help = __doc__
    chore, is_always_alone = "clear_expired", True

    def work(self, **options: Any) -> None:
        counts = clear_expired() | clear_ended()
        said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        self.stdout.write(f"Cleared: {said}." if said else "Nothing had ended since the last time.")
