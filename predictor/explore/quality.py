"""What is missing, out of range or repeated in the rows of a dataset, and which rows never became part of it."""

from collections.abc import Mapping
from typing import Any

from mlcore.models import Dataset
from mlcore.words.left_out import left_out
from predictor.explore import texts


def quality_of(dataset: Dataset, summary: Mapping[str, Any]) -> str:
    of_the_kept = texts.quality(summary)
    refused = left_out(dataset.left_out, dataset.schema_version.schema)
    if not refused:
        return of_the_kept
    return f"{refused} In the rows that were kept, {of_the_kept[:1].lower()}{of_the_kept[1:]}"
