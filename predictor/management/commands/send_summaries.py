"""Mail everybody who switched it on what is new in their classes, once a week; ends with 1 where a mail failed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from mlcore.management.one_at_a_time import ChoreCommand
from predictor.summaries.work import due, send, unconfirmed


class Command(ChoreCommand):
    help = __doc__
    chore = "send_summaries"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help="print the mails; nothing is sent or stored")

    def work(self, **options: Any) -> None:
        if options["dry_run"]:
            self._print()
            return
        found = [(mail.to.get_username(), send(mail)) for mail in due()]
        sent = sum(1 for _, what in found if what == "sent")
        self.stdout.write(f"{sent} sent." if sent else "Nothing to send.")
        if begun := unconfirmed():
            self.stdout.write(f"{begun} of this week were begun and not confirmed; they are not sent twice.")
        failed = [f"{who}: {what}" for who, what in found if what not in ("sent", "taken")]
        if failed:
            raise CommandError("not sent, the next run tries again: " + "; ".join(failed))

    def _print(self) -> None:
        mails = list(due())
        for mail in mails:
            self.stdout.write(f"To: {mail.to.email}\nSubject: {mail.subject}\n\n{mail.body}")
        if not mails:
            self.stdout.write("Nothing to send.")
