"""Rows to numbers: missing values, choices, scaling and engineered columns, all learned from training rows."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cached_property
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from mlcore.pipeline.bundle.codes import (
    ChoiceCode,
    Learned,
    NumberCode,
    Pooled,
    code_from_dict,
    code_to_dict,
    learn,
    learn_code,
    scale_of,
)
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.schema import Field, Value


class Encoder(TransformerMixin, BaseEstimator):
    """Encode input fields as float columns.

    Numbers are standardised; a category is one-hot without its first choice; an ordered field is a step 'at
    least this level' per level, so that its order is kept. What is not known takes the training median (numbers)
    or the average of the training columns (choices), with an indicator column only where training had missing
    values; a choice never seen in training is treated as missing. `engineered` adds the mean and the spread of
    the number inputs where there are two or more, standardised first unless all share their bounds.
    """

    def __init__(self, fields: tuple[Field, ...], engineered: bool = False) -> None:
        self.fields = fields
        self.engineered = engineered

    def fit(self, frame: Any, y: object = None) -> "Encoder":
        """Learn from a frame with a column per field slug, shape (n, fields); `y` is not looked at."""
        self.learned_ = {field.slug: learn(field, frame[field.slug]) for field in self.fields}
        self.codes_ = tuple(learn_code(field, frame[field.slug], self.learned_[field.slug]) for field in self.fields)
        self.pooled_ = self._learn_pooled(frame)
        return self

    @property
    def column_names_(self) -> tuple[str, ...]:
        """Of the encoded columns, in their order."""
        return tuple(name for code in (*self.codes_, *self.pooled_) for name in code.names)

    def to_dict(self) -> dict[str, Any]:
        """Everything that was learned, as plain data: no file names a class of ours."""
        return {
            "engineered": self.engineered,
            "learned": {slug: asdict(learned) for slug, learned in self.learned_.items()},
            "codes": [code_to_dict(code) for code in self.codes_],
            "group_codes": [asdict(code) for code in self.pooled_],
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any], fields: tuple[Field, ...]) -> "Encoder":
        """The fitted encoder of these fields that gave `content`."""
        encoder = cls(fields, engineered=content["engineered"])
        encoder.learned_ = {slug: Learned(**learned) for slug, learned in content["learned"].items()}
        encoder.codes_ = tuple(code_from_dict(code) for code in content["codes"])
        encoder.pooled_ = tuple(Pooled(**code) for code in content["group_codes"])
        return encoder

    def transform(self, frame: Any) -> Floats:
        """Shape (n, len(column_names_)), C order. `frame` is a DataFrame or a dict of equally long columns."""
        rows = len(frame[self.fields[0].slug])
        encoded = np.empty((rows, len(self.column_names_)))
        position, numbers, standardised_first = 0, [], any(code.standardised for code in self.pooled_)
        for code in self.codes_:
            width = len(code.names)
            part = encoded[:, position : position + width]
            if isinstance(code, NumberCode):
                values, missing = code.known_or_median(frame[code.slug])
                part[:, 0] = (values - code.mean) / code.scale
                numbers.append(part[:, 0] if standardised_first else values)
                part[:, 1:] = missing[:, None]
            else:
                part[:] = code.take(frame[code.slug])
            position += width
        for offset, values in enumerate(self._pooled_columns(numbers)):
            encoded[:, position + offset] = values
        return encoded

    def encode_row(self, row: Mapping[str, Value]) -> Floats:
        """Shape (1, len(column_names_)): bit for bit what `transform` gives; a key that is absent is not known."""
        # The same operations in the same order as in `transform`, without the cost of arrays of length one.
        encoded: list[float] = []
        numbers: list[float] = []
        standardised_first = any(code.standardised for code in self.pooled_)
        for code in self.codes_:
            value: Any = row.get(code.slug)
            if isinstance(code, ChoiceCode):
                encoded += code.columns.get(value, code.otherwise)
                continue
            missing = value is None or math.isnan(value)
            number = code.median if missing else float(value)
            standardised = (number - code.mean) / code.scale
            numbers.append(standardised if standardised_first else number)
            encoded.append(standardised)
            if code.indicator:
                encoded.append(float(missing))
        if self.pooled_:
            total = sum(numbers[1:], start=numbers[0])
            figures = (total / len(numbers), max(numbers) - min(numbers))
            encoded += [(figure - code.mean) / code.scale for code, figure in zip(self.pooled_, figures, strict=True)]
        return np.array([encoded])

    @property
    def owners_(self) -> NDArray[np.intp]:
        """Per encoded column the position of its field, -1 for those made of several."""
        own = [place for place, code in enumerate(self.codes_) for _ in code.names]
        return np.array(own + [-1 for code in self.pooled_ for _ in code.names], dtype=np.intp)

    def changed(self, encoded: Floats, columns: Mapping[str, Any]) -> Floats:
        """What `transform` gives of encoded rows in which these fields have other values."""
        result, places = encoded.copy(), self._places
        for slug, column in columns.items():
            code, start = places[slug]
            result[:, start : start + len(code.names)] = _encoded(code, column)
        return self.pooled_again(result)

    @cached_property
    def _places(self) -> dict[str, tuple[NumberCode | ChoiceCode, int]]:
        """By field its code and its first column, of an encoder that is fitted once."""
        ends = accumulate(len(code.names) for code in self.codes_)
        return {code.slug: (code, end - len(code.names)) for code, end in zip(self.codes_, ends, strict=True)}

    def pooled_again(self, encoded: Floats) -> Floats:
        """Encoded rows of which some columns were changed, with the columns that are made of several made again."""
        if not self.pooled_:
            return encoded
        numbers, position = [], 0
        for code in self.codes_:
            if isinstance(code, NumberCode):
                values = encoded[:, position]
                numbers.append(values if self.pooled_[0].standardised else values * code.scale + code.mean)
            position += len(code.names)
        return np.column_stack([encoded[:, :position], *self._pooled_columns(numbers)])

    def columns_of(self, rows: Sequence[Mapping[str, Value]]) -> dict[str, list[Value]]:
        """Rows as the columns that `transform` takes."""
        return {field.slug: [row.get(field.slug) for row in rows] for field in self.fields}

    def _learn_pooled(self, frame: Any) -> tuple[Pooled, ...]:
        codes = [code for code in self.codes_ if isinstance(code, NumberCode)]
        if not self.engineered or len(codes) < 2:
            return ()
        apart = len({field.bounds for field in self.fields if field.is_number}) > 1
        numbers = [code.known_or_median(frame[code.slug])[0] for code in codes]
        if apart:
            numbers = [(values - code.mean) / code.scale for values, code in zip(numbers, codes, strict=True)]
        named = zip(("mean of numbers", "spread of numbers"), _figures(numbers), strict=True)  # not for readers
        return tuple(Pooled((name,), float(figure.mean()), scale_of(figure), apart) for name, figure in named)

    def _pooled_columns(self, numbers: list[Floats]) -> list[Floats]:
        if not self.pooled_:
            return []
        pairs = zip(self.pooled_, _figures(numbers), strict=True)
        return [(figure - code.mean) / code.scale for code, figure in pairs]


def _encoded(code: NumberCode | ChoiceCode, column: Any) -> Floats:
    if isinstance(code, ChoiceCode):
        return code.take(column)
    values, missing = code.known_or_median(column)
    standardised = (values - code.mean) / code.scale
    return np.column_stack([standardised, missing]) if code.indicator else standardised[:, None]


def _figures(numbers: list[Floats]) -> tuple[Floats, Floats]:
    # Column by column: a pairwise sum over an axis may round otherwise than the sum of one row.
    total = numbers[0]
    for values in numbers[1:]:
        total = total + values
    return total / len(numbers), np.maximum.reduce(numbers) - np.minimum.reduce(numbers)
