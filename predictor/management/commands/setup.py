"""Make a fresh or half-finished installation work: tables, schemas, bundled data, a model per task, accounts."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from mlcore import registry
from mlcore.models import Task

SAMPLES = Path(registry.__file__).parent / "samples"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="also make demo accounts, and print them")

    def handle(self, *args: Any, **options: Any) -> None:
        # Each step does nothing where its work is done, so an interrupted setup is simply run again.
        call_command("migrate", verbosity=0, interactive=False)
        self._load_samples()
        for task in self._tasks_to_train():
            call_command("train", task.slug, stdout=self.stdout)
        if options["demo"]:
            call_command("demo_accounts", stdout=self.stdout)

    def _load_samples(self) -> None:
        for path in sorted(registry.SHIPPED.glob("*.toml")):
            registry.schema_version(path.stem)
            sample = SAMPLES / f"{path.stem}.csv"
            if sample.is_file():
                call_command(
                    "import_dataset",
                    str(sample),
                    schema=path.stem,
                    name=f"{path.stem}-sample",
                    demo=True,
                    stdout=self.stdout,
                )

    def _tasks_to_train(self) -> list[Task]:
        """Tasks that nobody answers for, though their schema has data."""
        return [task for task in Task.objects.exclude(versions__is_live=True) if task.schema_version.datasets.exists()]
