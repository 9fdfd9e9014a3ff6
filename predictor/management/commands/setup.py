"""Make a fresh or half-finished installation work: tables, schemas, bundled data with a model per task, accounts."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from mlcore.datasets import choosing, schemas
from mlcore.models import Dataset, SchemaVersion, Task
from mlcore.pipeline.exceptions import PipelineError
from predictor.access.clearing import clear_expired


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="also make demo accounts, and print them")

    def handle(self, *args: Any, **options: Any) -> None:
        # Each step does nothing where its work is done, so an interrupted setup is simply run again.
        call_command("migrate", verbosity=0, interactive=False)
        clear_expired()
        self._load_samples()
        for task in self._tasks_to_train():
            call_command("train", task.slug, stdout=self.stdout)
        if options["demo"]:
            call_command("demo_accounts", stdout=self.stdout)

    def _load_samples(self) -> None:
        for path in sorted(schemas.SHIPPED.glob("*.toml")):
            schema_version = _registered(path.stem)
            sample = schemas.SAMPLES / f"{path.stem}.csv"
            if sample.is_file():
                self._load_sample(sample, schema_version)

    def _load_sample(self, sample: Path, schema_version: SchemaVersion) -> None:
        # A release with a newer schema is installed over the sample of the older one, which keeps its name.
        suffix = f"-{schema_version.version}" if schema_version.version > 1 else ""
        name = f"{sample.stem}-sample{suffix}"
        if Dataset.objects.filter(name=name).exists():
            self.stdout.write(f"Dataset '{name}' is there already; it stays as it is.")
            return
        call_command("import_dataset", str(sample), schema=sample.stem, name=name, demo=True, stdout=self.stdout)

    def _tasks_to_train(self) -> list[Task]:
        """Tasks of the bundled schemas that have rows and were never trained to an end."""
        # Others are trained when somebody says so: minutes before each start, for a model that may have to wait.
        names = [path.stem for path in schemas.SHIPPED.glob("*.toml")]
        untrained = Task.objects.filter(versions=None, schema_version__name__in=names)
        return [task for task in untrained if choosing.has_rows(task)]


def _registered(name: str) -> SchemaVersion:
    try:
        return schemas.schema_version(name)
    except PipelineError as error:
        raise CommandError(f"the schema '{name}' of this release cannot be installed: {error}") from error
