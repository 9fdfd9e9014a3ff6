"""Compares a row with what training saw of each field."""

from collections.abc import Mapping
from math import inf, isnan
from typing import Any

from mlcore.pipeline.bundle.codes import Learned
from mlcore.pipeline.bundle.row_warnings import RowWarning
from mlcore.pipeline.distribution.half_widths import Missing
from mlcore.pipeline.schema import Field, Value

NOTHING: Missing = frozenset()


class RowChecks:
    """All fields of a row."""

    def __init__(self, fields: tuple[Field, ...], learned: Mapping[str, Learned]) -> None:
        checks = [FieldCheck(field, learned[field.slug]) for field in fields]
        self.numbers = [(check.slug, *check.limits, check) for check in checks if check.is_number]
        self.choices = [(check.slug, check.choices, check) for check in checks if not check.is_number]
        self.order = [field.slug for field in fields]

    def look(self, row: Mapping[str, Value]) -> tuple[Missing, tuple[RowWarning, ...]]:
        """The inputs that count as missing, and the warnings in the order of the fields, without what they widen."""
        warnings = [check.look(row.get(slug)) for slug, seen, check in self.choices if row.get(slug) not in seen]
        for slug, low, high, check in self.numbers:
            value: Any = row.get(slug)
            if value is None or not low <= value <= high:
                warnings.append(check.look(value))
        if not warnings:
            return NOTHING, ()
        warnings.sort(key=lambda warning: self.order.index(warning.field))
        return frozenset(warning.field for warning in warnings if warning.kind != "outside"), tuple(warnings)


class FieldCheck:
    """One field; `look` is asked only about a value that training did not see."""

    def __init__(self, field: Field, learned: Learned) -> None:
        self.slug, self.is_number = field.slug, field.is_number
        self.choices, self.lowest, self.highest = frozenset(learned.choices), learned.minimum, learned.maximum
        self.missing = RowWarning(kind="missing", field=self.slug)

    @property
    def limits(self) -> tuple[float, float]:
        """The smallest and largest number seen; no number lies between the two where none was seen."""
        if self.lowest is None or self.highest is None:
            return inf, -inf
        return self.lowest, self.highest

    def look(self, value: Value) -> RowWarning:
        if isinstance(value, str):
            return RowWarning(kind="unseen", field=self.slug, value=value)
        if value is None or isnan(value):
            return self.missing
        low, high = self.limits
        seen = None if low > high else high if value > high else low
        return RowWarning(kind="outside", field=self.slug, value=value, seen=seen)
