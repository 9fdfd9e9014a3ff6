"""What is missing, out of range or repeated in the rows of a dataset, and which rows never became part of it."""

from mlcore.models import Dataset
from mlcore.pipeline.explore.results import Summary
from mlcore.words import exploration as words
from mlcore.words.left_out import left_out


def quality_of(dataset: Dataset, summary: Summary) -> str:
    of_the_kept = words.quality(summary)
    refused = left_out(dataset.left_out, dataset.schema_version.schema)
    if not refused:
        return of_the_kept
    return f"{refused} In the rows that were kept, {of_the_kept[:1].lower()}{of_the_kept[1:]}"
