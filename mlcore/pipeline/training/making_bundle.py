"""From the winning recipe to the bundle that serves: refit on every row, with ranges from rows it did not see."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from mlcore.pipeline.bundle.bundle import Bundle, cross_section
from mlcore.pipeline.bundle.file import make_passport
from mlcore.pipeline.bundle.ranges import Ranges
from mlcore.pipeline.fitting.candidates import Candidate
from mlcore.pipeline.fitting.cross_fitting import CrossFit, cross_fit
from mlcore.pipeline.fitting.folds import Positions, Rows
from mlcore.pipeline.fitting.validation import fit
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.rows.storing import content_sha256
from mlcore.pipeline.schema import Schema, Task


def make_bundle(
    frame: pd.DataFrame,
    schema: Schema,
    task: Task,
    winner: Candidate,
    params: Mapping[str, Any],
    rows: Rows,
    seed: int,
    crossed: CrossFit | None = None,
) -> Bundle:
    """`frame` is the dataset as it was given, for its hash; `rows` are those of it whose target is known.

    `crossed` is the winner fitted on the folds of `rows`, where that was done already.
    """
    fitted = fit(winner, params, rows, seed)
    passport = make_passport(
        fitted.estimator,
        schema=f"{schema.name} {schema.version}",
        task=task.slug,
        data_sha256=content_sha256(frame, schema),
        rows=len(rows),
        candidate=winner.slug,
        label=winner.label,
        params=dict(params),
        seed=seed,
    )
    return Bundle(
        schema=schema,
        task=task,
        encoder=fitted.encoder,
        estimator=fitted.estimator,
        ranges=_ranges(rows, crossed or cross_fit(winner, params, rows, seed)),
        background=cross_section(rows.inputs, fitted.predict(rows)),
        passport=passport,
    )


def _ranges(rows: Rows, crossed: CrossFit) -> Ranges:
    models = iter(crossed.fitted)

    def learn(positions: Positions) -> Callable[[pd.DataFrame], Floats]:
        fitted = next(models)  # asked for fold by fold, in their order
        return lambda inputs: fitted.estimator.predict(fitted.encoder.transform(inputs))

    return Ranges.calibrate(rows.fields, rows.inputs, rows.target, rows.bounds, crossed.folds, learn)
