"""Which fields a task does without: what is in force, and picking another policy with a reason."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mlcore.management.lookup import find_task
from mlcore.management.terminal import reason, who_is_typing
from mlcore.models import Task
from mlcore.versions.policies import picking, standing

FIELDS = "inputs that it does without from its next training on"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("task", help="e.g. math; alone it says what was picked")
        parser.add_argument("--leave-out", nargs="+", metavar="SLUG", help=FIELDS)
        parser.add_argument("--use-all", action="store_true", help="pick that every field is used")
        parser.add_argument("--why", type=reason, help="kept for good; the model card prints it")

    def handle(self, *args: Any, **options: Any) -> None:
        task, left_out = find_task(options["task"]), options["leave_out"] or []
        if bool(left_out) and options["use_all"]:
            raise CommandError("say either which fields to leave out or --use-all")
        if left_out or options["use_all"]:
            self._pick(task, left_out, options["why"])
        self.stdout.write(standing.said_of_task(task))
        if standing.needs_training(task):
            told = f"The model that answers was trained under another policy: manage.py train {task.slug}"
            self.stdout.write(told)

    def _pick(self, task: Task, left_out: list[str], why: str | None) -> None:
        if not why:
            raise CommandError("say why in a few words: --why REASON")
        try:
            picking.pick(task, left_out, reason=why, who=str(who_is_typing()))
        except picking.PolicyRefused as error:
            raise CommandError(str(error)) from error
