"""Warnings for teachers: what the model cannot know about one row, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf, isnan
from typing import Any, Literal

from mlcore.pipeline.bundle.codes import Learned
from mlcore.pipeline.bundle.ranges import Missing
from mlcore.pipeline.schema import Field, Value, plain

WIDER = "; the range is wider for that."


@dataclass(frozen=True)
class Warning_:
    """One thing that the model cannot know."""

    kind: Literal["missing", "unseen", "outside"]
    field: str
    message: str


class Watch:
    """Compares rows with what training saw. `is_wider` tells whether a missing input widens the range."""

    def __init__(
        self, fields: tuple[Field, ...], learned: Mapping[str, Learned], is_wider: Callable[[Missing], bool]
    ) -> None:
        watched = [_Watched(field, learned[field.slug], is_wider(frozenset([field.slug]))) for field in fields]
        self.numbers = [(one.slug, *one.limits, one) for one in watched if one.is_number]
        self.choices = [(one.slug, one.choices, one) for one in watched if not one.is_number]
        self.order = [field.slug for field in fields]

    def look(self, row: Mapping[str, Value]) -> tuple[Missing, tuple[Warning_, ...]]:
        """The inputs that count as missing, and the warnings in the order of the fields."""
        found = [one.look(row.get(slug)) for slug, seen, one in self.choices if row.get(slug) not in seen]
        for slug, low, high, one in self.numbers:
            value: Any = row.get(slug)
            if value is None or not low <= value <= high:
                found.append(one.look(value))
        if not found:
            return NOTHING, ()
        found.sort(key=lambda warning: self.order.index(warning.field))
        return frozenset(warning.field for warning in found if warning.kind != "outside"), tuple(found)


NOTHING: Missing = frozenset()


class _Watched:
    """One field; `look` is asked only about a value that training did not see."""

    def __init__(self, field: Field, learned: Learned, wider: bool) -> None:
        self.slug, self.label, self.is_number = field.slug, field.label, field.is_number
        self.choices, self.lowest, self.highest = frozenset(learned.choices), learned.minimum, learned.maximum
        self.end = WIDER if wider else "."
        self.missing = Warning_("missing", self.slug, f"{self.label} is not known{self.end}")

    @property
    def limits(self) -> tuple[float, float]:
        """The smallest and largest number seen; no number lies between the two where none was seen."""
        if self.lowest is None or self.highest is None:
            return inf, -inf
        return self.lowest, self.highest

    def look(self, value: Value) -> Warning_:
        if isinstance(value, str):
            return self._unseen(value)
        return self.missing if value is None or isnan(value) else self._outside(value)

    def _unseen(self, value: str) -> Warning_:
        message = (
            f"{self.label} '{value}' was never seen in the data that the model learned from, "
            f"so it counts as not known{self.end}"
        )
        return Warning_("unseen", self.slug, message)

    def _outside(self, value: float) -> Warning_:
        if self.lowest is None or self.highest is None:
            return Warning_("outside", self.slug, f"{self.label} was never known in the data; it was not used.")
        end = f"lower than any the model learned from (lowest: {plain(self.lowest)})"
        if value > self.highest:
            end = f"higher than any the model learned from (highest: {plain(self.highest)})"
        return Warning_("outside", self.slug, f"{self.label} {plain(value)} is {end}; the range may be too narrow.")
