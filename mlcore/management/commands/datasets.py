"""List the datasets that are stored; archive, bring back or delete one; add one to another, or part them again."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mlcore.datasets import keeping, words
from mlcore.management import completing
from mlcore.management.lookup import find_dataset
from mlcore.management.terminal import table, who_is_typing
from mlcore.models import Dataset

HEADINGS = ["dataset", "rows", "schema", "stored", "belongs with", "state"]


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", metavar="ACT")
        acts.add_parser("list", help="what there is, also what was archived or deleted (as without an act)")
        for act, help_text in ACTS.items():
            one = acts.add_parser(act, help=help_text)
            one.add_argument("name", help="name of a dataset")
            if act == "join":
                one.add_argument("--to", required=True, metavar="NAME", help="the dataset it is added to")
            if act == "delete":
                one.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        act = options["act"] or "list"
        if act == "list":
            self._list()
            return
        dataset = find_dataset(options["name"])
        try:
            self._do(act, dataset, options)
        except keeping.NotKept as error:
            raise CommandError(f"nothing was changed: {error}") from error

    def _do(self, act: str, dataset: Dataset, options: dict[str, Any]) -> None:
        match act:
            case "archive":
                keeping.archive(dataset, who=who_is_typing())
                self.stdout.write(f"{words.named(dataset)} is archived; trainings and pages leave it out.")
            case "bring-back":
                keeping.bring_back(dataset)
                self.stdout.write(f"{words.named(dataset)} is there again.")
            case "join":
                completing.add(dataset, find_dataset(options["to"]), self.stdout.write)
            case "part":
                keeping.part(dataset)
                self.stdout.write(f"{words.named(dataset)} stands alone again.")
            case "delete":
                self._delete(dataset, is_sure=options["yes"])

    def _delete(self, dataset: Dataset, *, is_sure: bool) -> None:
        lost = keeping.consequences(dataset)
        self.stdout.write(f"This deletes the rows of {words.named(dataset)}. {words.consequences(lost)}")
        if not is_sure and not _is_sure(dataset):
            raise CommandError("nothing was deleted")
        keeping.delete(dataset, who=who_is_typing())
        self.stdout.write(f"The rows of {words.named(dataset)} are gone; its name and SHA-256 stay.")

    def _list(self) -> None:
        datasets = list(Dataset.objects.select_related("schema_version", "adds_to"))
        if not datasets:
            self.stdout.write("no dataset yet: manage.py import_dataset FILE --schema exams")
            return
        self.stdout.write(table(HEADINGS, [_line(dataset) for dataset in datasets]))


ACTS = {
    "archive": "no longer offered or trained by default; can be brought back",
    "bring-back": "offered again",
    "delete": "its rows are gone for good; what is known of them stays beside the models that learned from them",
    "join": "trained together with another from now on",
    "part": "trained alone again",
}


def _line(dataset: Dataset) -> list[str]:
    return [
        dataset.name,
        str(dataset.rows),
        str(dataset.schema_version),
        f"{timezone.localtime(dataset.created_at):%Y-%m-%d}",
        dataset.adds_to.name if dataset.adds_to else "",
        words.state(dataset),
    ]


def _is_sure(dataset: Dataset) -> bool:
    if not sys.stdin.isatty():
        raise CommandError("nothing was deleted: nobody is there to ask; use --yes")
    return input(f"Type the name of the dataset to delete its rows for good ({dataset.name}): ").strip() == dataset.name
