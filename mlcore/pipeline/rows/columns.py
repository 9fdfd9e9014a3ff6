"""A frame's columns as plain arrays, and the rules that every look at the data shares."""

import numpy as np
import pandas as pd

from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.messages import N_
from mlcore.pipeline.rows.arrays import Codes, Numbers
from mlcore.pipeline.schema import Field, InvalidValue, Reason, Schema


def column(frame: pd.DataFrame, field: Field) -> pd.Series:
    """The raw column; all missing when the frame does not have it."""
    if field.slug in frame.columns:
        return frame[field.slug]
    return pd.Series(np.nan, index=frame.index, dtype=float)


def raw_numbers(frame: pd.DataFrame, field: Field) -> Numbers:
    """Shape (rows,), in the field's unit; NaN where no number is given."""
    return pd.to_numeric(column(frame, field), errors="coerce").to_numpy(dtype=float, na_value=np.nan)


def numbers(frame: pd.DataFrame, field: Field) -> Numbers:
    """Like `raw_numbers`, with values outside the field's bounds left out as well."""
    return within_bounds(raw_numbers(frame, field), field)


def within_bounds(values: Numbers, field: Field) -> Numbers:
    """NaN where a value lies outside the field's bounds."""
    low, high = field.bounds
    return np.where((values >= low) & (values <= high), values, np.nan)


def codes(frame: pd.DataFrame, field: Field) -> Codes:
    """Shape (rows,): position of each value among the field's choices, -1 for missing and unknown ones."""
    return pd.Index(field.choices, dtype=object).get_indexer(pd.Index(column(frame, field), dtype=object))


def is_choice(field: Field) -> bool:
    return field.is_choice


def number_field(schema: Schema, slug: str) -> Field:
    """Raises SchemaError for an unknown field and for one without numbers."""
    field = schema.field(slug)
    if not field.is_number:
        raise SchemaError(N_("field %(slug)s is not a number; scores are compared over a number field"), slug=slug)
    return field


def scores_like(schema: Schema, target: Field) -> tuple[Field, ...]:
    """The target and the number fields measured on its scale: the subjects that can be compared with it."""
    scale = (target.unit, target.minimum, target.maximum, target.about)
    return tuple(f for f in schema.fields if f.is_number and (f.unit, f.minimum, f.maximum, f.about) == scale)


def subgroup(frame: pd.DataFrame, schema: Schema, field: str, choice: str) -> pd.DataFrame:
    """The rows with this choice. Raises SchemaError (unknown field) and InvalidValue (unknown choice, a number)."""
    asked = schema.field(field)
    if asked.is_number:
        raise InvalidValue(asked, choice, Reason.NUMBER_AS_SUBGROUP)
    value = asked.clean(choice)
    if value is None:
        raise InvalidValue(asked, choice, Reason.NO_SUBGROUP)
    return frame[(column(frame, asked) == value).to_numpy(dtype=bool)]
