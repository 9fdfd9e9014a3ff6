"""Make a fresh or half-finished installation work: tables, schemas, bundled data with a model per task, accounts."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from mlcore.datasets import choosing, schemas
from mlcore.models import Dataset, SchemaVersion, Task
from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.schema.growth import contradictions
from predictor.access.clearing import clear_expired
from predictor.fields.reads import overview
from predictor.jobs.clearing import clear_ended
from predictor.retention.work import clear_due


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--demo", action="store_true", help="also make demo accounts with a made-up school, and print them"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        # Each step does nothing where its work is done, so an interrupted setup is simply run again.
        call_command("migrate", verbosity=0, interactive=False)
        clear_expired()
        clear_ended()
        clear_due()
        self._load_samples()
        self._offer_rules()
        for task in self._tasks_to_train():
            call_command("train", task.slug, stdout=self.stdout)
        if options["demo"]:
            call_command("demo_accounts", stdout=self.stdout)
            call_command("demo_school", stdout=self.stdout)

    def _load_samples(self) -> None:
        for path in sorted(schemas.SHIPPED.glob("*.toml")):
            schema_version = _registered(path.stem)
            sample = schemas.SAMPLES / f"{path.stem}.csv"
            if sample.is_file():
                self._load_sample(sample, schema_version)

    def _load_sample(self, sample: Path, schema_version: SchemaVersion) -> None:
        # A release with a newer schema is installed over the sample of the older one, which keeps its name.
        name = f"{sample.stem}-sample"
        for free in (name, f"{name}-{schema_version.version}"):
            found = Dataset.objects.filter(name=free).select_related("schema_version").first()
            if found is None:
                call_command(
                    "import_dataset", str(sample), schema=sample.stem, name=free, demo=True, stdout=self.stdout
                )
                return
            if not contradictions(found.schema_version.schema, schema_version.schema):
                break
        self.stdout.write(f"Dataset '{free}' is there already; it stays as it is.")

    def _offer_rules(self) -> None:
        """Those that ship came into force only where the schema was not known before; suggested ones never do."""
        for ruled in overview():
            if ruled.offer and ruled.offer.preset.is_shipped:
                self.stdout.write(f"Rules ship for fields of '{ruled.row.name}', not in force here: see /fields/.")
            elif ruled.offer:
                self.stdout.write(f"Fields of '{ruled.row.name}' look confidential, open to everybody: see /fields/.")

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
