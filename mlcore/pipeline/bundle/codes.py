"""How one field becomes columns: what training saw of it, and the figures that encode a value."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.schema import Field


@dataclass(frozen=True)
class Learned:
    """What training saw of one field: its choices, or its smallest and largest number; `rows` where known."""

    rows: int
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, kw_only=True)
class NumberCode:
    """(x - mean) / scale; a missing number is the median, marked by an indicator where training had any."""

    slug: str
    median: float
    mean: float
    scale: float
    indicator: bool

    @property
    def names(self) -> tuple[str, ...]:
        return (self.slug, f"{self.slug} missing")[: 1 + self.indicator]

    def known_or_median(self, column: Any) -> tuple[Floats, NDArray[np.bool_]]:
        """The numbers with the median in place of missing ones, and which were missing; both (n,)."""
        values = np.asarray(column, dtype=np.float64)
        missing = np.isnan(values)
        return np.where(missing, self.median, values), missing


@dataclass(frozen=True)
class ChoiceCode:
    """One tuple of columns per choice seen in training, and one for everything else (missing, never seen)."""

    slug: str
    names: tuple[str, ...]
    columns: Mapping[str, tuple[float, ...]]
    otherwise: tuple[float, ...]

    def take(self, column: Iterable[Any]) -> Floats:
        """Encoded, of shape (n, columns of this field)."""
        # Index -1 is the last row of the table: whatever was not seen in training.
        return np.array([*self.columns.values(), self.otherwise])[positions(tuple(self.columns), column)]


@dataclass(frozen=True)
class Pooled:
    """A standardised figure made from all number inputs together: their mean or their spread; `standardised` where
    each of them was standardised first, since they are measured on different scales (never up to format 2).
    """

    names: tuple[str, ...]
    mean: float
    scale: float
    standardised: bool = False


def positions(choices: Sequence[str], column: Iterable[Any]) -> NDArray[np.intp]:
    """Where each of n values stands among the choices, -1 for all else; (n,)."""
    position = {choice: index for index, choice in enumerate(choices)}
    return np.fromiter((position.get(value, -1) for value in column), dtype=np.intp)


def code_to_dict(code: NumberCode | ChoiceCode) -> dict[str, Any]:
    """Plain data; what kind of code it is stands under `kind`."""
    return {"kind": "number" if isinstance(code, NumberCode) else "choice"} | asdict(code)


def code_from_dict(content: Mapping[str, Any]) -> NumberCode | ChoiceCode:
    """The code that gave `content`."""
    make = NumberCode if content["kind"] == "number" else ChoiceCode
    return make(**{key: value for key, value in content.items() if key != "kind"})


def learn(field: Field, column: Any) -> Learned:
    """From n values, None or NaN where missing; a choice that the field does not have counts as missing."""
    if field.is_number:
        known = np.asarray(column, dtype=np.float64)
        known = known[~np.isnan(known)]
        if not len(known):
            return Learned(0)
        return Learned(len(known), minimum=float(known.min()), maximum=float(known.max()))
    found = positions(field.choices, column)
    counts = np.bincount(found[found >= 0], minlength=len(field.choices))
    seen = tuple(choice for choice, count in zip(field.choices, counts, strict=True) if count)
    return Learned(int(counts.sum()), choices=seen)


def learn_code(field: Field, column: Any, learned: Learned) -> NumberCode | ChoiceCode:
    """With an indicator column where some of the n values are missing in training, though not all."""
    indicator = 0 < learned.rows < len(column)
    if field.is_number:
        return _number_code(field, column, indicator)
    return _choice_code(field, column, learned, indicator)


def _number_code(field: Field, column: Any, indicator: bool) -> NumberCode:
    values = np.asarray(column, dtype=np.float64)
    known = values[~np.isnan(values)]
    if not len(known):
        middle = ((field.minimum or 0.0) + (field.maximum or 0.0)) / 2
        return NumberCode(slug=field.slug, median=middle, mean=middle, scale=1.0, indicator=indicator)
    median, mean = float(np.median(known)), float(known.mean())
    return NumberCode(slug=field.slug, median=median, mean=mean, scale=scale_of(known), indicator=indicator)


def scale_of(values: Floats) -> float:
    """The standard deviation, or 1 for a constant column, which would otherwise divide by nothing."""
    spread = float(values.std())
    return spread if spread > 1e-12 * max(1.0, float(np.abs(values).max())) else 1.0


def _choice_code(field: Field, column: Any, learned: Learned, indicator: bool) -> ChoiceCode:
    steps = learned.choices[1:]
    mark = (0.0,) if indicator else ()
    columns = {choice: _steps(field, choice, learned.choices) + mark for choice in learned.choices}
    average = _average(np.array(list(columns.values())), positions(learned.choices, column)) if columns else ()
    otherwise = average[: len(steps)] + ((1.0,) if indicator else ())
    word = "at least " if field.kind == "ordered" else ""  # not for readers
    names = tuple(f"{field.slug}: {word}{choice}" for choice in steps)
    return ChoiceCode(field.slug, names + ((f"{field.slug} missing",) if indicator else ()), columns, otherwise)


def _average(table: Floats, found: NDArray[np.intp]) -> tuple[float, ...]:
    """Of the rows of a table of zeros and ones that were found: whole sums, so that they round in one place."""
    counts = np.bincount(found[found >= 0], minlength=len(table))
    return tuple((counts @ table / counts.sum()).tolist())


def _steps(field: Field, choice: str, seen: tuple[str, ...]) -> tuple[float, ...]:
    level = seen.index(choice)
    if field.kind == "ordered":
        return tuple(float(level >= step) for step in range(1, len(seen)))
    return tuple(float(level == step) for step in range(1, len(seen)))
