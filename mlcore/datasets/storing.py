"""Datasets that are stored: checked rows, by their content's hash."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from mlcore.datasets.known import facts_of
from mlcore.models import Dataset, DatasetContent, SchemaVersion

if TYPE_CHECKING:
    import pandas as pd


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
