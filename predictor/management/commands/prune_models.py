"""Take away model files that nothing needs; without --yes it only lists what would go, and why the others stay."""

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from mlcore.management.one_at_a_time import ChoreCommand
from mlcore.management.terminal import table, who_is_typing
from mlcore.models import ModelVersion
from mlcore.versions.pruning import work
from mlcore.versions.pruning.plan import Plan, Staying
from mlcore.words.numbers import count, number

REASONS = {
    "live": "live",
    "before": "a rollback would bring it back",
    "newest": "among the newest",
}
LEFTOVER = "no version needs it"


class Command(ChoreCommand):
    help = __doc__
    chore, is_always_alone = "prune_models", True

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        kept = settings.KEPT_VERSIONS
        parser.add_argument(
            "--keep",
            type=_at_least_one,
            default=kept,
            metavar="N",
            help=f"newest versions of each task whose files stay in any case (without it KEPT_VERSIONS, {kept})",
        )
        parser.add_argument("--yes", action="store_true", help="do it; rows and figures of every version stay")

    def work(self, **options: Any) -> None:
        keep, does = options["keep"], options["yes"]
        try:
            plan = work.prune(keep=keep, who=who_is_typing()) if does else work.look(keep=keep)
        except OSError as error:
            raise CommandError(f"{error}; run it again to go on") from error
        self._tell(plan, "went" if does else "goes")
        size = f"{number(plan.freed / 2**20, 1)} MB in {count(len(plan.files))} files"
        self.stdout.write(f"{size} went." if does else f"{size} would go; to do it: prune_models --yes")

    def _tell(self, plan: Plan, going: str) -> None:
        lines = [[_name(one.version), going, _kilobytes(one.size), "nothing needs it"] for one in plan.going]
        lines += [[one.name, going, _kilobytes(one.size), LEFTOVER] for one in plan.leftovers]
        lines += [[_name(one.version), "stays", "", _why(one)] for one in plan.staying]
        if lines:
            self.stdout.write(table(["what", "", "kB", "why"], lines))


def _name(version: ModelVersion) -> str:
    return f"{version.task.slug}:{version.number}"


def _kilobytes(size: int) -> str:
    return number(size / 1024, 0)


def _why(one: Staying) -> str:
    return REASONS.get(one.reason) or f"{count(one.predictions)} predictions are explained by it"


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError("a whole number from 1")
    return int(text)
