"""What the exploration of a dataset found, for each score, subgroup and field that was asked for."""

from mlcore.datasets import storing
from mlcore.datasets.kept import kept
from mlcore.models import Dataset
from mlcore.pipeline.explore.facts import Exploration

# What an exploration is made by; training may change without throwing all of them away.
EXPLORES = ("explore", "rows", "schema", "stats")

Subgroup = tuple[str, str] | None


def exploration_of(dataset: Dataset, target: str, subgroup: Subgroup = None, field: str | None = None) -> Exploration:
    """Of all rows, or of those with one choice of a field; `field` is looked at even where very wide data leave it
    out. Raises SchemaError and InvalidValue for a bad choice."""
    found = _kept(dataset, target, subgroup)
    is_left_out = any(connection.field == field for connection in found.left_out)
    return _kept(dataset, target, subgroup, field) if is_left_out else found


def _kept(dataset: Dataset, target: str, subgroup: Subgroup, field: str | None = None) -> Exploration:
    def explored() -> Exploration:
        from mlcore.pipeline.explore import summary

        frame, schema = storing.frame_of(dataset), dataset.schema_version.schema
        return summary.explore(frame, schema, target, subgroup, field)

    return kept(Exploration, explored, dataset, EXPLORES, target, subgroup, field)
