"""Schemas that are stored: those that ship with the product and those that a school brought."""

from pathlib import Path

from django.db import transaction

from mlcore.models import SchemaVersion, Task
from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.schema import Schema

SHIPPED = Path(__file__).parents[1] / "schemas"
SAMPLES = Path(__file__).parents[1] / "samples"


def schema_version(name_or_path: str) -> SchemaVersion:
    """The stored schema of that name or TOML file; a file is registered at first sight. Raises SchemaError."""
    for path in (SHIPPED / f"{name_or_path}.toml", Path(name_or_path)):
        if path.is_file():
            return register(Schema.load(path))
    stored = SchemaVersion.objects.filter(name=name_or_path).last()
    if stored is None:
        known = ", ".join(sorted(path.stem for path in SHIPPED.glob("*.toml")))
        raise SchemaError(f"there is no schema '{name_or_path}'; use {known}, or the path of a TOML file")
    return stored


@transaction.atomic
def register(schema: Schema) -> SchemaVersion:
    """Store a schema and its tasks; the same content twice is one row. Raises SchemaError."""
    row, created = SchemaVersion.objects.get_or_create(
        name=schema.name, version=schema.version, defaults={"content": schema.to_dict()}
    )
    if not created and row.schema != schema:
        raise SchemaError(
            f"schema {schema.name} version {schema.version} is stored with other content; "
            f"raise the version in the file to {schema.version + 1}"
        )
    newest = SchemaVersion.objects.filter(name=schema.name).latest("version")
    if newest == row:
        for question in schema.tasks:
            _register_task(row, question.slug, question.label)
    return row


def _register_task(row: SchemaVersion, slug: str, label: str) -> None:
    task, _ = Task.objects.select_related("schema_version").get_or_create(
        slug=slug, defaults={"schema_version": row, "label": label}
    )
    if task.schema_version.name != row.name:
        raise SchemaError(f"task '{slug}' already belongs to the schema {task.schema_version.name}; rename it")
    if (task.schema_version_id, task.label) != (row.pk, label):
        task.schema_version, task.label = row, label
        task.save(update_fields=["schema_version", "label"])
