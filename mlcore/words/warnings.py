"""What the model could not know about one row, said when it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from mlcore.pipeline.bundle.row_warnings import Kind, RowWarning
from mlcore.pipeline.from_json import from_json
from mlcore.pipeline.schema import Schema, plain

ToldKind = Kind | Literal["unreadable"]
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
# Where neither field nor value can be read, by what can.
UNREADABLE: dict[ToldKind, str] = {
    "missing": "A value is not known; its name was stored in a form that cannot be read.",
    "unseen": "A value was never seen in the data that the model learned from; what it was cannot be read.",
    "outside": "A number is outside of what the model learned from, so that the range may be too narrow; "
    "what it was cannot be read.",
    "unreadable": "A warning was stored with this prediction that cannot be read.",
}
NEVER_KNOWN = "{label} was never known in the data; it was not used."
LOWER = "{label} {value} is lower than any the model learned from (lowest: {seen}); the range may be too narrow."
HIGHER = "{label} {value} is higher than any the model learned from (highest: {seen}); the range may be too narrow."


@dataclass(frozen=True)
class ToldWarning:
    """A warning as releases up to 0.1 stored it: already put into words. `field` is blank where it cannot be read."""

    kind: ToldKind
    field: str
    message: str


def stored(content: object) -> RowWarning | ToldWarning:
    """A warning as it lies in the history, whichever release stored it."""
    is_told = isinstance(content, Mapping) and "message" in content
    try:
        return from_json(ToldWarning, content) if is_told else from_json(RowWarning, content)
    except ValueError:
        # One of them must not keep a whole page of the history from being shown.
        return _unreadable(content)


def _unreadable(content: object) -> ToldWarning:
    given = content.get("kind") if isinstance(content, Mapping) else None
    kind: ToldKind = next((known for known in UNREADABLE if known == given), "unreadable")
    return ToldWarning(kind, "", UNREADABLE[kind])


def said(warning: RowWarning | ToldWarning, schema: Schema) -> str:
    if isinstance(warning, ToldWarning):
        return warning.message
    field = schema.field(warning.field)
    label = field.label
    if warning.kind == "outside":
        return _outside(warning, label)
    return UNKNOWN[warning.kind, warning.widens].format(label=label, value=field.shown(warning.value))


def _outside(warning: RowWarning, label: str) -> str:
    value, seen = warning.value, warning.seen
    if seen is None or not isinstance(value, int | float):
        return NEVER_KNOWN.format(label=label)
    return (HIGHER if value > seen else LOWER).format(label=label, value=plain(value), seen=plain(seen))
