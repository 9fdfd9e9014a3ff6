"""Rows that many tests begin with: made once by the product's own functions, then put down again for each test."""

import copy
from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.utils import timezone

from mlcore.models import (
    CandidateResult,
    Dataset,
    DatasetContent,
    ModelVersion,
    Promotion,
    SchemaVersion,
    Task,
    TrainingRun,
)

# Each after those that it names.
TABLES = (SchemaVersion, Task, Dataset, DatasetContent, TrainingRun, CandidateResult, ModelVersion, Promotion)
Kept = list[list[Model]]
KEPT: dict[Any, Kept] = {}


def remembered(key: Any, make: Callable[[], None]) -> None:
    """What `make` stores; the second time the same rows with numbers of their own, if nothing is there yet."""
    if SchemaVersion.objects.exists():
        make()
    elif key in KEPT:
        put_down(KEPT[key])
    else:
        make()
        KEPT[key] = [list(table.objects.order_by("pk")) for table in TABLES]


def put_down(kept: Kept) -> None:
    made: dict[tuple[type[Model], Any], Model] = {}
    for rows in kept:
        copies = [_copy(row, made) for row in rows]
        type(rows[0])._default_manager.bulk_create(copies)
        made |= {(type(row), row.pk): new for row, new in zip(rows, copies, strict=True)}


def _copy(row: Model, made: dict[tuple[type[Model], Any], Model]) -> Model:
    """Not yet stored, with its own number and the time of now, and beside the new ones of those that it names."""
    values = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.remote_field:
            values[field.name] = made.get((field.related_model, value))
        elif not field.primary_key and field.default is not timezone.now:
            values[field.name] = copy.deepcopy(value) if isinstance(value, (dict, list)) else value
    return type(row)(**values)
