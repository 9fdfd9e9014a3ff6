"""Whether rows of an older version of a schema are rows of a newer one, and what keeps them from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from mlcore.pipeline.messages import N_, Figure, Message, message
from mlcore.pipeline.schema.field import Field, InvalidValue
from mlcore.pipeline.schema.schema import Schema
from mlcore.pipeline.schema.texts import plain


class Change(StrEnum):
    """What a newer version may not do to a field of older rows."""

    FIELD_GONE = "field gone"
    OTHER_KIND = "other kind"
    OTHER_UNIT = "other unit"
    CHOICES_GONE = "choices gone"
    OTHER_ORDER = "other order"
    NARROWER = "narrower"
    NOW_UNKNOWN = "now unknown"


@dataclass(frozen=True)
class Contradiction:
    """One change to a field, which is None where it is gone."""

    older: Field
    newer: Field | None
    change: Change

    def __str__(self) -> str:
        return str(self.message)

    @property
    def message(self) -> Message:
        return message("%(field)s: %(what)s", field=self.older.label, what=self._what)

    @property
    def gone(self) -> tuple[str, ...]:
        """The choices that the newer version does not allow."""
        allowed = self.newer.choices if self.newer else ()
        return tuple(choice for choice in self.older.choices if choice not in allowed)

    @property
    def _what(self) -> Message:
        older, newer = self.older, self.newer
        if newer is None:
            return message(N_("the newer version has no such field"))
        told = {
            Change.OTHER_KIND: message(
                N_("was of the kind %(older)s, is of the kind %(newer)s"), older=older.kind, newer=newer.kind
            ),
            Change.OTHER_UNIT: message(
                N_("was in %(older)s, is in %(newer)s") if newer.unit else N_("was in %(older)s, is without a unit"),
                older=older.unit,
                newer=newer.unit,
            ),
            Change.CHOICES_GONE: message(N_("no longer allows %(choices)s"), choices=", ".join(self.gone)),
            Change.OTHER_ORDER: message(N_("the choices stand in another order")),
            Change.NOW_UNKNOWN: message(
                N_("%(words)s now means not known"), words=", ".join(_now_unknown(older, newer))
            ),
        }
        narrower = message(N_("was %(older)s, is %(newer)s"), older=_bounds(older), newer=_bounds(newer))
        return told.get(self.change, narrower)


def contradictions(older: Schema, newer: Schema) -> tuple[Contradiction, ...]:
    """Why rows of `older` are no rows of `newer`, in the order of its fields; none where every value keeps its meaning.

    Fields and choices may be added, bounds widened, and what is said of a field may change.
    """
    fields = {field.slug: field for field in newer.fields}
    pairs = ((field, fields.get(field.slug)) for field in older.fields)
    return tuple(Contradiction(field, found, change) for field, found in pairs for change in _changes(field, found))


def _changes(older: Field, newer: Field | None) -> Iterator[Change]:
    if newer is None:
        yield Change.FIELD_GONE
    elif newer.kind != older.kind:
        yield Change.OTHER_KIND
    else:
        yield from _changes_of_values(older, newer)


def _changes_of_values(older: Field, newer: Field) -> Iterator[Change]:
    # A unit that is stated for the first time says more of the same values.
    if older.unit and newer.unit != older.unit:
        yield Change.OTHER_UNIT
    if not set(older.choices) <= set(newer.choices):
        yield Change.CHOICES_GONE
    elif older.kind == "ordered" and _kept_order(older, newer) != older.choices:
        yield Change.OTHER_ORDER
    if older.is_number and not _holds(newer.bounds, older.bounds):
        yield Change.NARROWER
    if _now_unknown(older, newer):
        yield Change.NOW_UNKNOWN


def _now_unknown(older: Field, newer: Field) -> list[str]:
    """Words of older rows that the newer version takes for blanks, e.g. 99."""
    return [word for word in newer.unknown if word not in older.unknown and _is_value(word, older)]


def _is_value(word: str, field: Field) -> bool:
    try:
        return field.clean(word) is not None
    except InvalidValue:
        return False


def _kept_order(older: Field, newer: Field) -> tuple[str, ...]:
    return tuple(choice for choice in newer.choices if choice in older.choices)


def _holds(wide: tuple[float, float], narrow: tuple[float, float]) -> bool:
    return wide[0] <= narrow[0] and narrow[1] <= wide[1]


def _bounds(field: Field) -> Message:
    low, high = Figure(plain(field.minimum)), Figure(plain(field.maximum))
    return message(N_("from %(low)s to %(high)s"), low=low, high=high)
