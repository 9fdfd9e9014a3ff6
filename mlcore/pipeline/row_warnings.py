"""Warnings for teachers: what the model cannot know about one row, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isnan
from typing import Literal

from mlcore.pipeline.codes import Learned
from mlcore.pipeline.ranges import Missing
from mlcore.pipeline.schema import Field, Value

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
        self.fields = [_Watched(field, learned[field.slug], is_wider(frozenset([field.slug]))) for field in fields]

    def look(self, row: Mapping[str, Value]) -> tuple[Missing, tuple[Warning_, ...]]:
        """The inputs that count as missing, and the warnings in the order of the fields."""
        found = [warning for field in self.fields if (warning := field.look(row.get(field.slug))) is not None]
        if not found:
            return NOTHING, ()
        return frozenset(one.field for one in found if one.kind != "outside"), tuple(found)


NOTHING: Missing = frozenset()


class _Watched:
    def __init__(self, field: Field, learned: Learned, wider: bool) -> None:
        self.field, self.slug, self.label = field, field.slug, field.label
        self.learned, self.choices = learned, frozenset(learned.choices)
        self.end = WIDER if wider else "."
        self.missing = Warning_("missing", self.slug, f"{self.label} is not known{self.end}")

    def look(self, value: Value) -> Warning_ | None:
        if value is None:
            return self.missing
        if isinstance(value, str):
            return None if value in self.choices else self._unseen(value)
        if isnan(value):
            return self.missing
        return self._outside(value)

    def _unseen(self, value: str) -> Warning_:
        message = (
            f"{self.label} '{value}' was never seen in the data that the model learned from, "
            f"so it counts as not known{self.end}"
        )
        return Warning_("unseen", self.slug, message)

    def _outside(self, value: float) -> Warning_ | None:
        low, high = self.learned.minimum, self.learned.maximum
        if low is None or high is None:
            return Warning_("outside", self.slug, f"{self.label} was never known in the data; it was not used.")
        if low <= value <= high:
            return None
        end = f"lower than any the model learned from (lowest: {low:g})"
        if value > high:
            end = f"higher than any the model learned from (highest: {high:g})"
        return Warning_("outside", self.slug, f"{self.label} {value:g} is {end}; the range may be too narrow.")
