"""What the model could not know about one row, said when it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mlcore.pipeline.bundle.row_warnings import Kind, RowWarning
from mlcore.pipeline.from_json import from_json
from mlcore.pipeline.schema import Schema, plain

# By kind, and whether the range is wider for that.
UNKNOWN = {
    ("missing", False): "{label} is not known.",
    ("missing", True): "{label} is not known; the range is wider for that.",
    ("unseen", False): (
        "{label} '{value}' was never seen in the data that the model learned from, so it counts as not known."
    ),
    ("unseen", True): (
        "{label} '{value}' was never seen in the data that the model learned from, so it counts as not known; "
        "the range is wider for that."
    ),
}
NEVER_KNOWN = "{label} was never known in the data; it was not used."
LOWER = "{label} {value} is lower than any the model learned from (lowest: {seen}); the range may be too narrow."
HIGHER = "{label} {value} is higher than any the model learned from (highest: {seen}); the range may be too narrow."


@dataclass(frozen=True)
class ToldWarning:
    """A warning as releases up to 0.1 stored it: already put into words."""

    kind: Kind
    field: str
    message: str


def stored(content: Mapping[str, Any]) -> RowWarning | ToldWarning:
    """A warning as it lies in the history, whichever release stored it."""
    if "message" in content:
        return from_json(ToldWarning, content)
    return from_json(RowWarning, content)


def said(warning: RowWarning | ToldWarning, schema: Schema) -> str:
    if isinstance(warning, ToldWarning):
        return warning.message
    label = schema.field(warning.field).label
    if warning.kind == "outside":
        return _outside(warning, label)
    return UNKNOWN[warning.kind, warning.widens].format(label=label, value=warning.value)


def _outside(warning: RowWarning, label: str) -> str:
    value, seen = warning.value, warning.seen
    if seen is None or not isinstance(value, int | float):
        return NEVER_KNOWN.format(label=label)
    return (HIGHER if value > seen else LOWER).format(label=label, value=plain(value), seen=plain(seen))
