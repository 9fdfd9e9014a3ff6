"""What in the rows of a dataset can mislead whoever trains on them: found at the import, told there and beside them."""

from django.utils.translation import gettext as _

from mlcore.datasets import storing
from mlcore.datasets.kept import kept
from mlcore.models import Dataset
from mlcore.pipeline.results.cautions import Caution
from mlcore.pipeline.unseen import without
from mlcore.words import numbers
from mlcore.words.verdicts.cautions import sentences

# A training looks at all rows; an import of a million is not to wait for that.
MOST_LOOKED_AT = 50_000
# What they are found by.
FINDS = ("traps", "rows", "schema", "stats", "results")


def cautions_of(dataset: Dataset) -> tuple[Caution, ...]:
    """For all questions of its schema, from the first rows where there are many."""
    return kept(tuple[Caution, ...], lambda: _found(dataset), dataset, FINDS, "cautions", MOST_LOOKED_AT)


def _found(dataset: Dataset) -> tuple[Caution, ...]:
    from mlcore.pipeline.traps.finding import cautions_of_all

    return cautions_of_all(storing.frame_of(dataset, MOST_LOOKED_AT), dataset.schema_version.schema)


def said_of(dataset: Dataset) -> list[str]:
    """A sentence for each kind."""
    version = dataset.schema_version
    return sentences(without(cautions_of(dataset), version.closed.see), version.shown)


def looked_at(dataset: Dataset) -> str:
    """Which rows they are about, where not about all."""
    if dataset.rows <= MOST_LOOKED_AT:
        return ""
    return _("in the first %(count)s rows") % {"count": numbers.count(MOST_LOOKED_AT)}


def told(dataset: Dataset) -> list[str]:
    """A line for each kind."""
    opening = " ".join(filter(None, (_("Caution"), looked_at(dataset))))
    return [f"{opening}: {sentence}" for sentence in said_of(dataset)]
