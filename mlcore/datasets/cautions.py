"""What in the rows of a dataset can mislead whoever trains on them, told right after the import."""

from mlcore.models import Dataset
from mlcore.pipeline.results.cautions import Caution
from mlcore.words import numbers
from mlcore.words.verdicts.cautions import sentences

# A training looks at all rows; an import of a million is not to wait for that.
MOST_LOOKED_AT = 50_000


def cautions_of(dataset: Dataset) -> tuple[Caution, ...]:
    """For all questions of its schema, from the first rows where there are many."""
    from mlcore.pipeline.rows import storing
    from mlcore.pipeline.traps.finding import cautions_of_all

    schema = dataset.schema_version.schema
    return cautions_of_all(storing.frame_from_bytes(bytes(dataset.stored.csv), schema, MOST_LOOKED_AT), schema)


def told(dataset: Dataset) -> list[str]:
    """A line for each kind."""
    within = f" in the first {numbers.count(MOST_LOOKED_AT)} rows" if dataset.rows > MOST_LOOKED_AT else ""
    return [
        f"Caution{within}: {sentence}" for sentence in sentences(cautions_of(dataset), dataset.schema_version.schema)
    ]
