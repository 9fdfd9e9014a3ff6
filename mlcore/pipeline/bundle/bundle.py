"""Bundle: the one fitted object that is served. It predicts, warns and explains, and lives in one verified file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from mlcore.pipeline.bundle import file
from mlcore.pipeline.bundle.encoder import Encoder
from mlcore.pipeline.bundle.explanation import Walking, Walks, fewest_predictions, sampled_contributions, shapley_values
from mlcore.pipeline.bundle.inference import CHUNK, Predict, in_chunks, nanoseconds, predict_function
from mlcore.pipeline.bundle.others import Other
from mlcore.pipeline.bundle.row_checks import RowChecks
from mlcore.pipeline.bundle.row_warnings import RowWarning
from mlcore.pipeline.bundle.widening import Widening
from mlcore.pipeline.distribution.distribution import Distribution
from mlcore.pipeline.distribution.half_widths import HalfWidths
from mlcore.pipeline.distribution.narrowed import Narrowed
from mlcore.pipeline.distribution.narrowing import narrowings
from mlcore.pipeline.distribution.predictive_system import PredictiveSystem
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.schema import MANY_INPUTS, Question, Schema, Value
from mlcore.pipeline.stats.neighbours import STEP, Neighbours, NeighbourWalks

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Value]
MOST_BACKGROUND_ROWS = 100
# In nanoseconds: somebody waits for an explanation when they first look at a prediction, and each field is encoded.
LONGEST_EXPLANATION, ENCODING, MIXING = 500_000_000, 80, 3


@dataclass(frozen=True, slots=True)
class Answer:
    """A value in units of the target; per level in percent the lower and upper end of its range; warnings."""

    value: float
    ranges: dict[int, tuple[float, float]]
    warnings: tuple[RowWarning, ...]


@dataclass(frozen=True)
class Explanation:
    """What each input contributes, in units of the target; the sum is `value - reference`.

    `reference` is the mean prediction over the background, a cross-section of the training rows.
    """

    reference: float
    value: float
    contributions: dict[str, float]


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """Encoder, estimator, ranges and background rows for one task of one schema, with a passport; and `others` that are
    as good, where they differ where it errs."""

    schema: Schema
    task: Question
    encoder: Encoder
    estimator: Any
    ranges: HalfWidths | PredictiveSystem
    background: tuple[Row, ...]
    passport: dict[str, Any]
    others: tuple[Other, ...] = ()

    def predict(self, rows: "Row | Sequence[Row] | pd.DataFrame", *, widening: bool = True) -> list[Answer]:
        """An answer per row, unchecked (`library.model` checks): values are canonical, as `Field.clean` gives them.

        A key that is absent is not known; keys that are no input are ignored. Without `widening` it is not told how
        far each gap widens a range, which takes longer than all else.
        """
        rows = _as_rows(rows)
        values = self.predict_values(rows).tolist()
        return [self.answer(row, value, widening=widening) for row, value in zip(rows, values, strict=True)]

    def predict_values(self, rows: "Row | Sequence[Row] | pd.DataFrame") -> Floats:
        """Values of shape (n,), within the bounds of the target; the same bits for a row alone and in a batch."""
        rows = _as_rows(rows)
        if not rows:
            return np.empty(0)
        if len(rows) == 1:
            return self._served(self.encoder.encode_row(rows[0]))
        return self._served(self.encoder.transform(self.encoder.columns_of(rows)))

    def distribution(self, row: Row, value: float) -> Distribution | None:
        """What the result of a row may be whose predicted value is `value`; None for bundles up to format 3."""
        missing, _ = self._checks.look(row)
        residuals = self.ranges.quantiles(missing, value)
        if residuals is None:
            return None
        return Distribution(quantiles=value + residuals, bounds=self._bounds, step=self.ranges.step)

    def narrowings(self, row: Row, value: float) -> tuple[Narrowed, ...] | None:
        """What the range of a row whose predicted value is `value` would be with each input known that was left out."""
        missing, warnings = self._checks.look(row)
        found = narrowings(self.ranges, [slug for slug in self._checks.order if slug in missing], value, self._bounds)
        left_out = {warning.field for warning in warnings if warning.kind == "missing"}
        return found and tuple(one for one in found if one.field in left_out)

    def opinions(self, row: Row) -> dict[str, float]:
        """What models that are as good say of a row, by candidate."""
        return {other.candidate: other.value(row, self._bounds) for other in self.others}

    def explain(self, row: Row) -> Explanation:
        """Shapley values of the served value, so after clipping to the bounds of the target."""
        fields = [field.slug for field in self.encoder.fields]
        most = int(LONGEST_EXPLANATION / (nanoseconds(self.estimator) + ENCODING * len(fields)))
        if len(fields) > MANY_INPUTS and most < fewest_predictions(len(fields), len(self.background)):
            return self._explain_wide(row, fields)
        return Explanation(*shapley_values(self.values_of_columns, row, self.background, fields, most))

    def _explain_wide(self, row: Row, fields: list[str]) -> Explanation:
        """By less than ten orders of all fields over all rows of the background, which would take seconds."""
        own, others = (self.encoder.transform(self.encoder.columns_of(rows)) for rows in ([row], self.background))
        value, reference = float(self._served(own)[0]), float(self._served(others).mean())
        found = sampled_contributions(*self._walks(own, others), value - reference)
        return Explanation(reference, value, dict(zip(fields, found.tolist(), strict=True)))

    def _walks(self, own: Floats, others: Floats) -> tuple[Walking, int]:
        """And for how many predictions there is time: nothing is encoded again, only put together."""
        owners, fields = self.encoder.owners_, len(self.encoder.fields)
        if not Neighbours.is_one(self.estimator):
            cost = nanoseconds(self.estimator) + MIXING * own.size
            return Walks(self._served_mixed, own, others, owners, fields), int(LONGEST_EXPLANATION / cost)
        neighbours = Neighbours(self.estimator)
        walks = NeighbourWalks(
            neighbours=neighbours,
            own=own,
            background=others,
            owners=owners,
            fields=fields,
            pooled_again=self.encoder.pooled_again,
        )
        return walks, int(LONGEST_EXPLANATION / (STEP * len(neighbours.learned)))

    def _served_mixed(self, encoded: Floats) -> Floats:
        return self._served(self.encoder.pooled_again(encoded))

    def save(self, folder: Path) -> tuple[str, Path]:
        """Write under a name with the SHA-256 of the content; gives both. Raises OSError and leaves nothing then."""
        return file.write(folder, self.task.slug, self.passport, self.parts())

    def parts(self) -> dict[str, Any]:
        """Plain data and the library's estimator: no class of ours is pickled, so that modules may move."""
        return {
            "schema": self.schema.to_dict(),
            "task": self.task.slug,
            "encoder": self.encoder.to_dict(),
            "estimator": self.estimator,
            "ranges": self.ranges.to_dict(),
            "background": [dict(row) for row in self.background],
            "others": [other.to_dict() for other in self.others],
        }

    @classmethod
    def load(cls, path: Path, sha256: str) -> "Bundle":
        """Read a file of `save`. Raises BundleError where it is altered, truncated, foreign or outdated."""
        passport, parts = file.read(path, sha256)
        with file.readable(path):
            return cls.of_parts(passport, parts)

    @classmethod
    def of_parts(cls, passport: dict[str, Any], parts: Mapping[str, Any]) -> "Bundle":
        schema = Schema.from_dict(parts["schema"])
        fields = schema.inputs(task := schema.task(parts["task"]))
        return cls(
            schema=schema,
            task=task,
            encoder=Encoder.from_dict(parts["encoder"], fields),
            estimator=parts["estimator"],
            ranges=_ranges(parts["ranges"]),
            background=tuple(parts["background"]),
            passport=passport,
            others=tuple(Other.from_dict(other, fields) for other in parts.get("others", ())),
        )

    def __reduce__(self) -> tuple[Any, ...]:
        # To other processes as into a file: without what was prepared for answering, which cannot be sent.
        return Bundle.of_parts, (self.passport, self.parts())

    def _served(self, encoded: Floats) -> Floats:
        low, high = self._bounds
        predicted = self._predict(encoded) if len(encoded) <= CHUNK else in_chunks(self._predict, encoded)
        # Adding zero turns -0.0 into 0.0.
        return np.minimum(np.maximum(predicted, low), high) + 0.0

    def values_of_columns(self, columns: Mapping[str, Any]) -> Floats:
        """The same for equally long columns, by field: lists, or arrays with NaN and None."""
        return self._served(self.encoder.transform(columns))

    def answer(self, row: Row, value: float, *, widening: bool = True) -> Answer:
        """Of a row whose predicted value is `value`."""
        missing, warnings = self._checks.look(row)
        low, high = self._bounds
        ends = self.ranges.ends(missing, value)
        ranges = {level: (max(low, value + below), min(high, value + above)) for level, (below, above) in ends.items()}
        if missing and widening:
            warnings = self._widening.told(warnings, value, missing)
        return Answer(value, ranges, warnings)

    @cached_property
    def _predict(self) -> Predict:
        return predict_function(self.estimator)

    @cached_property
    def _checks(self) -> RowChecks:
        return RowChecks(self.encoder.fields, self.encoder.learned_)

    @cached_property
    def _widening(self) -> Widening:
        smallest = 0.5 * float(10.0 ** -self.schema.field(self.task.target).decimals)
        return Widening(self.ranges, self._bounds, smallest)

    @cached_property
    def _bounds(self) -> tuple[float, float]:
        return self.schema.field(self.task.target).bounds


def _ranges(content: Mapping[str, Any]) -> HalfWidths | PredictiveSystem:
    kind = HalfWidths if "widths" in content else PredictiveSystem
    return kind.from_dict(content)


def cross_section(inputs: "pd.DataFrame", predicted: Floats, size: int = MOST_BACKGROUND_ROWS) -> tuple[Row, ...]:
    """Rows (n, fields) evenly spaced in the order of their predictions (n,): their mean is close to that of all."""
    order = np.argsort(predicted, kind="stable")
    count = min(size, len(order))
    middles = ((np.arange(count) + 0.5) * len(order) / count).astype(np.intp)
    return tuple(_as_rows(inputs.iloc[np.sort(order[middles])]))


def _as_rows(rows: "Row | Sequence[Row] | pd.DataFrame") -> Sequence[Row]:
    if isinstance(rows, Sequence):
        return rows
    if isinstance(rows, Mapping):
        return [rows]
    columns = {slug: rows[slug].tolist() for slug in rows.columns}
    plain = {slug: [_or_none(value) for value in column] for slug, column in columns.items()}
    return [dict(zip(plain, values, strict=True)) for values in zip(*plain.values(), strict=True)]


def _or_none(value: Any) -> Value:
    return None if isinstance(value, float) and isnan(value) else value
