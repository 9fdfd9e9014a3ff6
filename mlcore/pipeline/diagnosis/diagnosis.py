"""What a run says about its winner: what matters to it, for whom it errs, and what its ranges hold."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mlcore.pipeline.bundle.levels import NARROW
from mlcore.pipeline.diagnosis.coverage import coverage, within
from mlcore.pipeline.diagnosis.dependence import dependence
from mlcore.pipeline.diagnosis.group_errors import group_errors
from mlcore.pipeline.diagnosis.importance import closest_pair, importance
from mlcore.pipeline.fitting.cross_fitting import CrossFit
from mlcore.pipeline.fitting.folds import Rows
from mlcore.pipeline.results.diagnosis import Diagnosis
from mlcore.pipeline.schema import Field, Schema, Task
from mlcore.pipeline.stats.scores import score

if TYPE_CHECKING:
    from mlcore.pipeline.bundle.bundle import Bundle


def diagnose(
    frame: pd.DataFrame, schema: Schema, task: Task, rows: Rows, crossed: CrossFit, bundle: "Bundle", seed: int
) -> Diagnosis:
    """`frame` is the dataset, `rows` those of it whose target is known, `crossed` the winner fitted on their folds."""
    known = known_rows(frame, task)
    errors = np.abs(crossed.predicted - rows.target)
    inside = within(errors, crossed.folds, NARROW)
    fields = audited_fields(schema, task)
    return Diagnosis(
        out_of_fold=score(rows.target, crossed.predicted),
        importance=importance(rows, crossed, seed),
        together=closest_pair(rows),
        dependence=dependence(known, rows.target_field, bundle, crossed),
        coverage=coverage(errors, crossed.folds),
        groups=group_errors(known, fields, rows.target, crossed.predicted, seed, inside),
    )


def known_rows(frame: pd.DataFrame, task: Task) -> pd.DataFrame:
    """The rows that can be learned from, in their order, with every column."""
    return frame[frame[task.target].notna()].reset_index(drop=True)


def audited_fields(schema: Schema, task: Task) -> tuple[Field, ...]:
    """Fields that errors are looked at by: every input, every sensitive field, and those named for audit."""
    asked: Sequence[str] = (*task.inputs, *task.audit)
    return tuple(
        field for field in schema.described if (field.slug in asked or field.sensitive) and field.slug != task.target
    )
