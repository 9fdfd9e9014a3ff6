"""A made-up school: what is entered of its students, and what they reach with support and without."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mlcore.pipeline.fitting.supported.offset import Mask
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.schema import Field, Question, Schema

FIRST, SECOND, KIND, RESULT = "first", "second", "kind", "result"
KINDS = ("one", "two")
HIGHEST = 100.0
# Of a result: what all share, per standard deviation of both inputs, of the second kind, and what nobody foresees.
MEAN, SLOPES, OF_KIND, NOISE = 52.0, (6.0, 5.0), 3.0, 6.0
POINTS = 8.0


def _number(slug: str) -> Field:
    return Field(slug=slug, label=slug, kind="number", minimum=0, maximum=HIGHEST)


def schema() -> Schema:
    kind = Field(slug=KIND, label=KIND, kind="category", choices=KINDS)
    asked = Question(slug=RESULT, label=RESULT, target=RESULT, inputs=(FIRST, SECOND, KIND))
    fields = (_number(FIRST), _number(SECOND), kind, _number(RESULT))
    return Schema(name="school", version=1, label="School", fields=fields, tasks=(asked,))


@dataclass(frozen=True)
class Year:
    """`entered` has a column per input; `expected` (n,) is what such students reach without support."""

    entered: pd.DataFrame
    expected: Floats


def year(students: int, random: np.random.Generator) -> Year:
    """Inputs that measure the same ability twice, and a kind that adds something of its own."""
    ability = random.normal(size=students)
    both = ability[:, None] + random.normal(scale=0.5, size=(students, 2))
    second = random.random(students) < 0.5
    entered = pd.DataFrame({FIRST: 50 + 12 * both[:, 0], SECOND: 50 + 12 * both[:, 1]}).clip(0, HIGHEST)
    entered[KIND] = np.where(second, KINDS[1], KINDS[0])
    return Year(entered, MEAN + both @ np.array(SLOPES) + OF_KIND * second)


def reached(of: Year, supported: Mask, random: np.random.Generator) -> pd.DataFrame:
    """The year with its results, whole marks: support adds 8 points to what would have been reached."""
    result = of.expected + random.normal(scale=NOISE, size=len(supported)) + POINTS * supported
    return of.entered.assign(**{RESULT: np.clip(np.round(result), 0, HIGHEST)})
