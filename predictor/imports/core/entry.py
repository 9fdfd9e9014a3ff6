"""What one row of a file says about a student."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from mlcore.pipeline.schema import Value
from predictor.imports.core.problems import Problem


@dataclass(frozen=True, kw_only=True)
class Entry:
    """`values` are those that are given: a blank cell says nothing. `day` only where a column tells it."""

    row: int
    reference: str = ""
    name: str = ""
    values: Mapping[str, Value]
    day: dt.date | None = None
    problems: tuple[Problem, ...] = ()
