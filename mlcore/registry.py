"""The bridge between Django and the pipeline: schemas, datasets, and which model version is live."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from mlcore.datasets.known import facts_of
from mlcore.models import Dataset, DatasetContent, ModelVersion, Promotion, SchemaVersion, Task
from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.schema import Schema

if TYPE_CHECKING:
    import pandas as pd

    from mlcore.pipeline.bundle.bundle import Bundle

SHIPPED = Path(__file__).parent / "schemas"


class NoLiveModel(Exception):
    """Nobody has trained this task yet, so nothing can be predicted."""

    def __init__(self, task: Task) -> None:
        super().__init__(
            f"No model is live for '{task.label}' yet. An admin can train one: manage.py train {task.slug}"
        )


class NotPromoted(Exception):
    """The live version stays; the message says why."""


@dataclass(frozen=True)
class LiveModel:
    version: ModelVersion
    bundle: "Bundle"


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


@transaction.atomic
def store_dataset(
    *,
    schema_version: SchemaVersion,
    frame: "pd.DataFrame",
    name: str,
    source_name: str = "",
    left_out: Mapping[str, Any] | None = None,
    **said: Any,
) -> tuple[Dataset, bool]:
    """Store checked rows; the same content twice is a no-op that gives the first row and False.

    `said` is what is told of them: source, licence, is_demo.
    """
    from mlcore.pipeline.rows import storing

    sha256 = storing.content_sha256(frame, schema_version.schema)
    content = {"name": name, "rows": len(frame), "source_name": source_name, "left_out": left_out or {}}
    content |= facts_of(sha256, **said)
    dataset, created = Dataset.objects.get_or_create(schema_version=schema_version, sha256=sha256, defaults=content)
    if created:
        DatasetContent.objects.create(dataset=dataset, csv=storing.frame_to_bytes(frame))
    return dataset, created


def frame_of(dataset: Dataset) -> "pd.DataFrame":
    """The rows of a dataset: one column per field of its schema."""
    from mlcore.pipeline.rows import storing

    return storing.frame_from_bytes(bytes(dataset.stored.csv), dataset.schema_version.schema)


def live(task: Task) -> LiveModel:
    """The version that answers for a task now: one query, and the bundle from the process's cache."""
    version = ModelVersion.objects.live().filter(task=task).first()
    if version is None:
        raise NoLiveModel(task)
    return LiveModel(version, bundle_of(version))


def bundle_of(version: ModelVersion) -> "Bundle":
    """The verified bundle of a version. Raises BundleError with the remedy."""
    return _load(settings.BUNDLE_DIR / version.file, version.sha256)


@lru_cache(maxsize=16)
def _load(path: Path, sha256: str) -> "Bundle":
    from mlcore.pipeline.bundle.bundle import Bundle

    return Bundle.load(path, sha256)


@transaction.atomic
def promote(
    version: ModelVersion,
    *,
    who: str,
    why: str,
    action: Promotion.Action = Promotion.Action.PROMOTED,
    expected: int | None = None,
) -> Promotion:
    """Make a version live and write down who did it and why; `expected` is the number that `check_live` checks.

    Raises NotPromoted, and BundleError where its file is unusable.
    """
    bundle_of(version)
    # Two promotions at once would both see the old live version; the second waits here instead.
    task = Task.objects.select_for_update().get(pk=version.task_id)
    previous = check_live(task, expected)
    if previous == version:
        raise NotPromoted(f"{version} is live already")
    ModelVersion.objects.live().filter(task=task).update(is_live=False)
    ModelVersion.objects.filter(pk=version.pk).update(is_live=True)
    return Promotion.objects.create(task=task, version=version, previous=previous, action=action, who=who, why=why)


@transaction.atomic
def rollback(task: Task, *, who: str, why: str, expected: int | None = None) -> Promotion:
    """Go back to the version that served before the live one. Raises NotPromoted, BundleError."""
    Task.objects.select_for_update().get(pk=task.pk)
    check_live(task, expected)
    return promote(version_before(task), who=who, why=why, action=Promotion.Action.ROLLED_BACK)


def check_live(task: Task, expected: int | None) -> ModelVersion | None:
    """The live version. Raises NotPromoted where it is not the one of that number, by which a change was decided
    (0: none was live, None: whichever it is).
    """
    live = ModelVersion.objects.live().filter(task=task).first()
    if expected is not None and expected != (live.number if live else 0):
        before = f"not version {expected}" if expected else "where none was"
        raise NotPromoted(f"{live or f'no version of task {task.slug}'} is live now, {before}; look again")
    return live


def version_before(task: Task) -> ModelVersion:
    """The version that a rollback would bring back. Raises NotPromoted."""
    current = ModelVersion.objects.live().filter(task=task).first()
    if current is None:
        raise NotPromoted(f"No model is live for task {task.slug}")
    arrival = current.promotions.exclude(action=Promotion.Action.ROLLED_BACK).first()
    if arrival is None or arrival.previous is None:
        raise NotPromoted(f"No version of task {task.slug} was live before {current}")
    return arrival.previous
