"""A bundle for people who must not see the students that it learned from: no row of one is in it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from mlcore.pipeline.bundle.bundle import MOST_BACKGROUND_ROWS, Bundle
from mlcore.pipeline.exceptions import BundleError
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.schema import Field, Value
from mlcore.pipeline.stats.neighbours import Neighbours

if TYPE_CHECKING:
    import pandas as pd

SEED = 42
# Ends of equally many values each; in between lies what nobody need have had.
PARTS = 20
MOST_TRIES = 20
# In the passport of a bundle; a hash of all rows would tell whoever guesses them that they are right.
WITHHELD = "data_sha256"
REFUSED = (
    "k-nearest neighbours answer with the students that they learned from: their file is these students' rows, and "
    "cannot be shared. Train the task without them (--candidates), or share another version"
)
Draw = Callable[[np.random.Generator], Value]


@dataclass(frozen=True)
class Shared:
    """`left_out` are the other models beside it, by label, that hold rows."""

    bundle: Bundle
    left_out: tuple[str, ...]


def without_rows(bundle: Bundle, frame: "pd.DataFrame") -> Shared:
    """A bundle with the same predictions and ranges, whose background is drawn column by column.

    `frame` holds the rows that it learned from, a column per input; values of fewer than 10 of them are never drawn,
    and no drawn row is one of theirs. Raises BundleError for k-nearest neighbours, and where every combination is
    somebody's.
    """
    if Neighbours.is_one(bundle.estimator):
        raise BundleError(REFUSED)
    others = tuple(other for other in bundle.others if not Neighbours.is_one(other.estimator))
    passport = {key: value for key, value in bundle.passport.items() if key != WITHHELD} | {"shared": True}
    left_out = tuple(other.label for other in bundle.others if other not in others)
    background = _background(bundle.encoder.fields, frame)
    return Shared(replace(bundle, background=background, others=others, passport=passport), left_out)


def _background(fields: tuple[Field, ...], frame: "pd.DataFrame") -> tuple[Mapping[str, Value], ...]:
    columns = {field.slug: _column(frame[field.slug]) for field in fields}
    draws = {field.slug: _draw(field, columns[field.slug]) for field in fields}
    real, random = set(zip(*columns.values(), strict=True)), np.random.default_rng(SEED)
    drawn: list[Mapping[str, Value]] = []
    for _ in range(MOST_BACKGROUND_ROWS * MOST_TRIES):
        row = {slug: draw(random) for slug, draw in draws.items()}
        if tuple(row.values()) not in real:
            drawn.append(row)
        if len(drawn) == MOST_BACKGROUND_ROWS:
            break
    if not drawn:
        raise BundleError("every combination of what its inputs may be is that of a student; it cannot be shared")
    return tuple(drawn)


def _column(values: "pd.Series") -> list[Value]:
    """None where a value is not known."""
    pairs = zip(values.tolist(), values.isna().tolist(), strict=True)
    return [None if is_unknown else value for value, is_unknown in pairs]


def _draw(field: Field, column: list[Value]) -> Draw:
    """One value as its column has them; what fewer than 10 have, also the lack of a value, never comes."""
    known = [value for value in column if value is not None]
    unknown = len(column) - len(known)
    one = _number(field, known) if field.is_number else _choice(known)
    if one is None:
        return lambda random: None
    lacking = unknown / len(column) if unknown >= SMALLEST_GROUP else 0.0
    return lambda random: None if random.random() < lacking else one(random)


def _choice(known: Sequence[Value]) -> Draw | None:
    frequent = {value: count for value, count in Counter(known).items() if count >= SMALLEST_GROUP}
    if not frequent:
        return None
    choices, total = list(frequent), sum(frequent.values())
    shares = [count / total for count in frequent.values()]
    return lambda random: choices[int(random.choice(len(choices), p=shares))]


def _number(field: Field, known: Sequence[Value]) -> Draw | None:
    """Between the tenth lowest and the tenth highest, smoothed and as exact as people name such values."""
    if len(known) < 2 * SMALLEST_GROUP:
        return None
    inner = np.sort(np.asarray(known, dtype=np.float64))[SMALLEST_GROUP - 1 : 1 - SMALLEST_GROUP]
    ends = np.quantile(inner, np.linspace(0, 1, PARTS + 1))
    return lambda random: float(np.round(np.interp(random.random() * PARTS, range(PARTS + 1), ends), field.decimals))
