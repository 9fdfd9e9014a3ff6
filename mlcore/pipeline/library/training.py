"""Rows read and checked, a model trained of them, and what the training found, ready to look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from mlcore.pipeline.bundle.bundle import Bundle
from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.checking import check_file
from mlcore.pipeline.fitting.candidates import DEFAULT_SEED, choose_candidates
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.library.model import Model
from mlcore.pipeline.library.tables import MOST_NAMED, Given, check_rows
from mlcore.pipeline.places.here import Here
from mlcore.pipeline.schema import Question, Schema
from mlcore.pipeline.training import training
from mlcore.pipeline.training.results import CandidateResult, Finished, TrainingOutcome


@dataclass(frozen=True)
class Trained:
    """All that a training found, and the model that came out of it."""

    outcome: TrainingOutcome

    @property
    def bundle(self) -> Bundle:
        return self.outcome.bundle

    @cached_property
    def model(self) -> Model:
        return Model(self.bundle)

    @cached_property
    def leaderboard(self) -> pd.DataFrame:
        """A line per candidate, best first, with its 95 % intervals; the last one is what all have to beat."""
        lines = [_line(result) for result in (*self.outcome.results, self.outcome.baseline)]
        return pd.DataFrame(lines).set_index("candidate")


def read(path: str | Path, schema: Schema, *, skip_bad_rows: bool = False) -> pd.DataFrame:
    """The rows of a CSV or Excel file, with a column per field. Raises DataError, which names every bad cell."""
    checked = check_file(Path(path), schema)
    if checked.problem_count and not skip_bad_rows:
        more = checked.problem_count - MOST_NAMED
        said = "; ".join(map(str, checked.problems[:MOST_NAMED])) + (f"; and {more} more" if more > 0 else "")
        raise DataError(f"{said}. Correct the file, or leave these rows out: skip_bad_rows=True")
    return checked.frame


def check(rows: Given, schema: Schema) -> pd.DataFrame:
    """Rows from elsewhere, with a column per field and every value in its canonical form; a frame keeps its index.

    Raises DataError, which names row, field and value, and UnknownField for a name that no field has.
    """
    return check_rows(rows, schema, schema.fields).frame(schema.fields)


def train(  # noqa: PLR0913 - by name, and none is needed
    rows: Given,
    schema: Schema,
    task: str | Question,
    *,
    candidates: Sequence[str] = (),
    seed: int = DEFAULT_SEED,
    workers: int = 2,
) -> Trained:
    """Check the rows, compare the candidates (all nine where none is named) and fit the one selected.

    `workers` processes share the candidates, 1: none but this one; the result is the same.
    Raises DataError and UnknownField for rows that the schema does not allow, SchemaError for an unknown task, and
    TrainingError where nothing can be learned.
    """
    question = schema.task(task) if isinstance(task, str) else task
    study = Study.of(check(rows, schema), schema, question, seed=seed)
    *_, last = training.train(study, choose_candidates(candidates), place=Here(workers))
    assert isinstance(last, Finished)
    return Trained(last.outcome)


def _line(result: CandidateResult) -> dict[str, object]:
    figures: dict[str, object] = {"candidate": result.candidate, "label": result.label}
    for name in ("rmse", "mae", "r2"):
        estimate = getattr(result, name)
        figures |= {name: estimate and estimate.mean, f"{name}_low": estimate and estimate.low}
        figures |= {f"{name}_high": estimate and estimate.high}
    return figures | {
        "spread": result.spread,
        "gap": result.gap,
        "held_out_rmse": result.held_out and result.held_out.rmse,
        "tied": result.tied,
        "winner": result.winner,
        "error": result.error,
    }
