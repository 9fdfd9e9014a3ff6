"""Schemas that are stored: those that ship with the product and those that a school brought."""

from pathlib import Path

from django.db import transaction

from mlcore.models import SchemaVersion, Task
from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.messages import N_
from mlcore.pipeline.schema import Schema

SHIPPED = Path(__file__).parents[1] / "schemas"
SAMPLES = Path(__file__).parents[1] / "samples"


def schema_version(name_or_path: str) -> SchemaVersion:
    """The stored schema of that name or TOML file; a file is registered at first sight. Raises SchemaError."""
    written = _written(name_or_path)
    return register(written) if written else _stored(name_or_path)


def known(name_or_path: str) -> Schema:
    """The schema of that name or TOML file; nothing is stored. Raises SchemaError."""
    return _written(name_or_path) or _stored(name_or_path).schema


def _written(name_or_path: str) -> Schema | None:
    paths = (SHIPPED / f"{name_or_path}.toml", Path(name_or_path))
    return next((Schema.load(path) for path in paths if path.is_file()), None)


def _stored(name: str) -> SchemaVersion:
    stored = SchemaVersion.objects.filter(name=name).last()
    if stored is None:
        shipped = ", ".join(sorted(path.stem for path in SHIPPED.glob("*.toml")))
        raise SchemaError(
            N_("there is no schema '%(name)s'; use %(shipped)s, or the path of a TOML file"), name=name, shipped=shipped
        )
    return stored


@transaction.atomic
def register(schema: Schema) -> SchemaVersion:
    """Store a schema and its tasks; the same content twice is one row. Raises SchemaError."""
    row, created = SchemaVersion.objects.get_or_create(
        name=schema.name, version=schema.version, defaults={"content": schema.to_dict()}
    )
    if not created and row.schema != schema:
        raise SchemaError(
            N_(
                "schema %(name)s version %(version)s is stored with other content; raise the version in the "
                "file to %(newer)s"
            ),
            name=schema.name,
            version=schema.version,
            newer=schema.version + 1,
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
        raise SchemaError(
            N_("task '%(slug)s' already belongs to the schema %(name)s; rename it"),
            slug=slug,
            name=task.schema_version.name,
        )
    if (task.schema_version_id, task.label) != (row.pk, label):
        task.schema_version, task.label = row, label
        task.save(update_fields=["schema_version", "label"])
