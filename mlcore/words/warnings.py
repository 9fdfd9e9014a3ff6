"""What the model could not know about one row, said when it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mlcore.pipeline.bundle.row_warnings import Kind, RowWarning
from mlcore.pipeline.from_json import from_json
from mlcore.pipeline.schema import Schema, plain
from mlcore.words.numbers import count

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


def together(found: Sequence[RowWarning | ToldWarning], inputs: int) -> str:
    """Many at once: how many of the inputs were not known, and what the range does for that."""
    gaps = [one for one in found if one.kind in ("missing", "unseen")]
    outside = sum(one.kind == "outside" for one in found)
    sentences = []
    if gaps:
        sentences.append(f"{count(len(gaps))} of {count(inputs)} inputs were not known.{_widened(gaps)}")
    if outside:
        sentences.append(f"{_numbers(outside)} outside of what the model learned from; the range may be too narrow.")
    return " ".join(sentences)


def _widened(gaps: Sequence[RowWarning | ToldWarning]) -> str:
    facts = [one for one in gaps if isinstance(one, RowWarning)]
    if len(facts) < len(gaps):  # an older release stored words alone
        return ""
    wider = sum(one.widens for one in facts)
    if wider in (0, len(facts)):
        which = "each widens" if wider else "none widens"
    else:
        which = f"{count(wider)} of them {'widens' if wider == 1 else 'widen'}"
    return f" The range allows for all of them together; one by one, {which} it visibly."


def _numbers(outside: int) -> str:
    return "1 number lies" if outside == 1 else f"{count(outside)} numbers lie"


def _outside(warning: RowWarning, label: str) -> str:
    value, seen = warning.value, warning.seen
    if seen is None or not isinstance(value, int | float):
        return NEVER_KNOWN.format(label=label)
    return (HIGHER if value > seen else LOWER).format(label=label, value=plain(value), seen=plain(seen))
