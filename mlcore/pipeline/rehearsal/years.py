"""Which rows are replayed, and which were there before them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.fitting.folds import Positions
from mlcore.pipeline.messages import N_, Message, message
from mlcore.pipeline.rehearsal.facts import FEWEST_RESULTS, NoYears
from mlcore.pipeline.schema import Field, Question, Schema, Value


@dataclass(frozen=True)
class Replay:
    """Positions of rows of a frame: a `year` with known results, and all rows of `earlier` ones."""

    year: str
    earlier: tuple[str, ...]
    positions: Positions
    before: Positions


def replay_of(frame: pd.DataFrame, schema: Schema, task: Question, year: str = "") -> Replay | NoYears:
    """Of the named year, else of the newest with 30 results that has as many before it; or why there is none.

    Raises TrainingError where the named year cannot be replayed.
    """
    field = schema.field(schema.year) if schema.year else None
    if field is None:
        _refuse_named(year, message(N_("the schema %(schema)s names no field for the year"), schema=schema.name))
        return "not named"  # not for readers
    years = _years(frame, field)
    if year and year not in map(field.shown, years):
        raise _no_such_year(year, ", ".join(map(field.shown, years)))
    found = _newest(frame, task, field, years, year)
    if found is None:
        few = N_("of %(year)s or the years before it fewer than %(fewest)s results are known")
        _refuse_named(year, message(few, year=year, fewest=FEWEST_RESULTS))
        return "one year" if len(years) < 2 else "few results"  # not for readers
    return found


def _no_such_year(year: str, years: str) -> TrainingError:
    if not years:
        return TrainingError(N_("there is no year '%(year)s' in these rows; there are: none"), year=year)
    return TrainingError(N_("there is no year '%(year)s' in these rows; there are: %(years)s"), year=year, years=years)


def _refuse_named(year: str, why: Message) -> None:
    if year:
        raise TrainingError(N_("the year %(year)s cannot be replayed: %(why)s"), year=year, why=why)


def _years(frame: pd.DataFrame, field: Field) -> list[Value]:
    """From the first to the last."""
    found = list(frame[field.slug].dropna().unique())
    return sorted(found, key=field.choices.index) if field.is_choice else sorted(found)


def _newest(frame: pd.DataFrame, task: Question, field: Field, years: Sequence[Value], named: str) -> Replay | None:
    of_row, known = frame[field.slug], frame[task.target].notna()
    for place in range(len(years) - 1, 0, -1):
        own, before = of_row == years[place], of_row.isin(years[:place])
        enough = min((own & known).sum(), (before & known).sum()) >= FEWEST_RESULTS
        if enough and named in ("", field.shown(years[place])):
            earlier = tuple(map(field.shown, years[:place]))
            return Replay(field.shown(years[place]), earlier, _at(own & known), _at(before))
    return None


def _at(rows: "pd.Series[bool]") -> Positions:
    return np.flatnonzero(rows.to_numpy())
