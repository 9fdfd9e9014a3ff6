"""A dict, a list of dicts or a frame, checked by a schema: every value in its canonical form, or a refusal."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.schema import Field, InvalidValue, Schema, Value
from mlcore.pipeline.schema.answers import UnknownField

OneRow = Mapping[str, object]
Given = OneRow | Sequence[OneRow] | pd.DataFrame
# Refused values that a message names; the rest are counted.
MOST_NAMED = 10


@dataclass(frozen=True)
class Table:
    """Canonical values by field, one per row; `index` is that of a frame, where one was given."""

    columns: dict[str, list[Value]]
    index: pd.Index | None = None

    def rows(self) -> list[dict[str, Value]]:
        """A dict per row."""
        return [dict(zip(self.columns, values, strict=True)) for values in zip(*self.columns.values(), strict=True)]

    def frame(self, fields: Iterable[Field]) -> pd.DataFrame:
        """A column per field, in their order."""
        types = {field.slug: "float64" if field.is_number else "object" for field in fields}
        columns = {slug: pd.Series(self.columns[slug], self.index, dtype=kind) for slug, kind in types.items()}
        return pd.DataFrame(columns, self.index)


def check_rows(given: Given, schema: Schema, fields: Sequence[Field]) -> Table:
    """The values of `fields`: those that are absent are not known, other fields of the schema are left out.

    A field answers to its slug and to every header that files may give it. Raises DataError, which names row, field
    and value, and UnknownField for a name that no field has.
    """
    labels, raw = _columns_of(given)
    by_slug = _by_slug(raw, schema, fields)
    refused: list[str] = []
    columns: dict[str, list[Value]] = {field.slug: [None] * len(labels) for field in fields}
    for field in fields:
        if field.slug in by_slug:
            columns[field.slug] = _cleaned(by_slug[field.slug], field, labels, refused)
    if refused:
        more = f"; and {len(refused) - MOST_NAMED} more" if len(refused) > MOST_NAMED else ""
        raise DataError("; ".join(refused[:MOST_NAMED]) + more)
    return Table(columns, given.index if isinstance(given, pd.DataFrame) else None)


def is_one(given: object) -> bool:
    """Whether one row was given, not many: a dict, or a row of a frame."""
    return isinstance(given, Mapping | pd.Series)


def _columns_of(given: Given) -> tuple[list[Any], dict[str, list[object]]]:
    """What rows are called in a refusal (places in a list, the index of a frame), and the raw columns."""
    if isinstance(given, pd.DataFrame):
        twins = given.columns[given.columns.duplicated()]
        if len(twins):
            raise DataError(f"two columns are called '{twins[0]}'; keep one of them")
        return given.index.tolist(), {str(name): given[name].tolist() for name in given.columns}
    if isinstance(given, Mapping | pd.Series):
        return [None], {str(name): [value] for name, value in given.items()}
    if not isinstance(given, Collection):
        raise DataError(f"a dict, a list of dicts or a DataFrame is expected, not a {type(given).__name__}")
    for place, row in enumerate(given):
        if not is_one(row):
            raise DataError(f"row {place} is a {type(row).__name__}; give rows as dicts")
    names = dict.fromkeys(str(name) for row in given for name in row.keys())  # noqa: SIM118 - of a Series, its index
    return list(range(len(given))), {name: [row.get(name) for row in given] for name in names}


def _by_slug(raw: Mapping[str, list[object]], schema: Schema, fields: Sequence[Field]) -> dict[str, list[object]]:
    named: dict[str, str] = {}
    for name in raw:
        field = schema.field_for_header(name)
        if field is None:
            raise UnknownField(name, [known.slug for known in fields], "inputs")
        if field.slug in named:
            raise DataError(f"'{named[field.slug]}' and '{name}' both name {field.label}; keep one of them")
        named[field.slug] = name
    return {slug: raw[name] for slug, name in named.items()}


def _cleaned(values: Sequence[object], field: Field, labels: Sequence[object], refused: list[str]) -> list[Value]:
    cleaned: list[Value] = []
    for value, label in zip(values, labels, strict=True):
        try:
            cleaned.append(field.clean(_plain(value)))
        except InvalidValue as refusal:
            cleaned.append(None)
            refused.append(str(refusal) if label is None else f"row {label}: {refusal}")
    return cleaned


def _plain(value: object) -> object:
    """Without the types of numpy and pandas, which a row of a frame may hold."""
    if value is pd.NA or value is pd.NaT:
        return None
    return value.item() if isinstance(value, np.generic) else value
