"""Datasets that are stored: checked rows, by their content's hash."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import transaction

from mlcore.datasets.known import facts_of
from mlcore.models import Dataset, DatasetContent, SchemaVersion
from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.messages import N_, message

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
    people: Sequence[Sequence[int]] = (),
    supported: Sequence[int] = (),
    **said: Any,
) -> tuple[Dataset, bool]:
    """Store checked rows; the same content twice is a no-op that gives the first row and False.

    `said` is what is told of them: source, licence, is_demo; `people` has positions of rows of one person each, and
    `supported` those of results with support, which are part of the content: a model learns otherwise from them.
    """
    content = {"name": name, "rows": packed.rows, "source_name": source_name, "left_out": left_out or {}}
    content["found"] = found or {}
    content |= facts_of(hash_of(packed, supported), **said)
    dataset, created = Dataset.objects.present().get_or_create(
        schema_version=schema_version, sha256=hash_of(packed, supported), defaults=content
    )
    if created:
        DatasetContent.objects.create(
            dataset=dataset, csv=packed.csv, people=[list(one) for one in people], supported=list(supported)
        )
    return dataset, created


def hash_of(packed: "PackedRows", supported: Sequence[int]) -> str:
    """That of the rows alone where none is marked, as of every dataset before there were marks."""
    marks = f"{packed.sha256} {sorted(supported)}"
    return hashlib.sha256(marks.encode()).hexdigest() if supported else packed.sha256


def frame_of(dataset: Dataset, most_rows: int | None = None) -> "pd.DataFrame":
    """The rows of a dataset, or the first of them: one column per field of its schema. Raises RowsDeleted."""
    from mlcore.pipeline.rows import storing

    # Somebody may have deleted them since the dataset was looked up.
    if dataset.deleted_at or not hasattr(dataset, "stored"):
        raise RowsDeleted(
            message(N_("The rows of dataset '%(name)s' were deleted. Import the file again."), name=dataset.name)
        )
    return storing.frame_from_bytes(bytes(dataset.stored.csv), dataset.schema_version.schema, most_rows)


def people_of(dataset: Dataset) -> list[list[int]]:
    """Positions of the rows of each person who has several; none where nobody knows whose rows they are."""
    return dataset.stored.people if hasattr(dataset, "stored") else []


def supported_of(dataset: Dataset) -> list[int]:
    """Positions of the rows with a result of a student who had support."""
    return dataset.stored.supported if hasattr(dataset, "stored") else []


def rows_with(dataset: Dataset, slug: str) -> int:
    """How many rows of a dataset have a value in a field. Raises RowsDeleted."""
    if dataset.deleted_at:
        raise RowsDeleted(
            message(N_("The rows of dataset '%(name)s' were deleted. Import the file again."), name=dataset.name)
        )
    return _rows_with(dataset.sha256, dataset.schema_version_id, slug)


@lru_cache(maxsize=200)
def _rows_with(sha256: str, schema_version: int, slug: str) -> int:
    """Rows of a content hash never change."""
    from mlcore.pipeline.rows import storing

    content = DatasetContent.objects.get(
        dataset__sha256=sha256, dataset__schema_version=schema_version, dataset__deleted_at=None
    )
    return storing.known_in(bytes(content.csv), slug)
