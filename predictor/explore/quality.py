"""What is missing, out of range or repeated in the rows of a dataset, and which rows never became part of it."""

from collections.abc import Mapping
from typing import Any

from mlcore.models import Dataset
from mlcore.pipeline.schema import Schema
from mlcore.pipeline.words.names import listed, name
from predictor.explore import texts


def quality_of(dataset: Dataset, summary: Mapping[str, Any]) -> str:
    found, left_out = texts.quality(summary), dataset.left_out
    if not left_out:
        return found
    rows = "1 row was" if left_out["rows"] == 1 else f"{left_out['rows']:,} rows were"
    reasons = listed([_reason(one, dataset.schema_version.schema) for one in left_out["reasons"]])
    return f"{rows} left out at the import: {reasons}. In the rows that were kept, {found[:1].lower()}{found[1:]}"


def _reason(refused: Mapping[str, Any], schema: Schema) -> str:
    field = schema.field_for_header(refused["column"])
    cells = "1 cell was" if refused["cells"] == 1 else f"{refused['cells']:,} cells were"
    if field is None:  # no field stands for cells where the header has ended
        return f"{cells} {refused['column']}"
    return f"{name(field)} ({cells} not {refused['expected']})"
