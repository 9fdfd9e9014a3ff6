"""Take away sessions, tokens, log-in failures and files that wait, once they ended, and log-ins older than 90 days."""

from typing import Any

from django.core.management.base import BaseCommand

from predictor.access.clearing import clear_expired


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        gone = {what: count for what, count in clear_expired().items() if count}
        said = ", ".join(f"{count} {what}" for what, count in gone.items())
        self.stdout.write(f"Cleared: {said}." if gone else "Nothing had ended since the last time.")
