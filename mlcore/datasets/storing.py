"""Datasets that are stored: checked rows, by their content's hash."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from mlcore.datasets.known import facts_of
from mlcore.models import Dataset, DatasetContent, SchemaVersion
from mlcore.pipeline.exceptions import DataError

if TYPE_CHECKING:
    import pandas as pd

    from mlcore.pipeline.rows.storing import PackedRows


class RowsDeleted(DataError):
    """What is known of a dataset is still there, its rows are not."""


def store_dataset(*, schema_version: SchemaVersion, frame: "pd.DataFrame", **about: Any) -> tuple[Dataset, bool]:
    """Store the checked rows of a frame; `about` as in `store_packed`."""
    from mlcore.pipeline.rows.storing import pack

    return store_packed(schema_version=schema_version, packed=pack([frame], schema_version.schema), **about)


@transaction.atomic
def store_packed(  # noqa: PLR0913 - each is a column of the row
    *,
    schema_version: SchemaVersion,
    packed: "PackedRows",
    name: str,
    source_name: str = "",
    left_out: Mapping[str, Any] | None = None,
    found: Mapping[str, Any] | None = None,
    **said: Any,
) -> tuple[Dataset, bool]:
    """Store checked rows; the same content twice is a no-op that gives the first row and False.

    `said` is what is told of them: source, licence, is_demo.
    """
    content = {"name": name, "rows": packed.rows, "source_name": source_name, "left_out": left_out or {}}
    content["found"] = found or {}
    content |= facts_of(packed.sha256, **said)
    dataset, created = Dataset.objects.present().get_or_create(
        schema_version=schema_version, sha256=packed.sha256, defaults=content
    )
    if created:
        DatasetContent.objects.create(dataset=dataset, csv=packed.csv)
    return dataset, created


def frame_of(dataset: Dataset, most_rows: int | None = None) -> "pd.DataFrame":
    """The rows of a dataset, or the first of them: one column per field of its schema. Raises RowsDeleted."""
    from mlcore.pipeline.rows import storing

    # Somebody may have deleted them since the dataset was looked up.
    if dataset.deleted_at or not hasattr(dataset, "stored"):
        raise RowsDeleted(f"The rows of dataset '{dataset.name}' were deleted. Import the file again.")
    return storing.frame_from_bytes(bytes(dataset.stored.csv), dataset.schema_version.schema, most_rows)
