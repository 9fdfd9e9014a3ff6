"""What a run says about its winner: what matters to it, for whom it errs, and what its ranges hold."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from mlcore.pipeline.bundle.levels import NARROW
from mlcore.pipeline.diagnosis.coverage import coverage, within
from mlcore.pipeline.diagnosis.dependence import dependence
from mlcore.pipeline.diagnosis.group_errors import Judged, group_errors
from mlcore.pipeline.diagnosis.importance import closest_pair, importance
from mlcore.pipeline.fitting.cross_fitting import CrossFit
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.results.diagnosis import Diagnosis
from mlcore.pipeline.schema import Field, Question, Schema
from mlcore.pipeline.stats.scores import score

if TYPE_CHECKING:
    from mlcore.pipeline.bundle.bundle import Bundle


def diagnose(study: Study, cross_fitted: CrossFit, bundle: "Bundle") -> Diagnosis:
    """`cross_fitted` is the winner fitted on the folds of the study's rows, `bundle` the one made of it."""
    actual, predicted = study.rows.target, cross_fitted.predicted
    errors = np.abs(predicted - actual)
    inside = within(errors, cross_fitted.folds, NARROW)
    judged = Judged(study.known_rows, actual, predicted, inside)
    return Diagnosis(
        out_of_fold=score(actual, predicted),
        importance=importance(study.rows, cross_fitted, study.seed),
        together=closest_pair(study.rows),
        dependence=dependence(study, cross_fitted, bundle),
        coverage=coverage(errors, cross_fitted.folds),
        groups=group_errors(judged, audited_fields(study.schema, study.task), study.seed),
    )


def audited_fields(schema: Schema, task: Question) -> tuple[Field, ...]:
    """Fields that errors are looked at by: every input, every sensitive field, and those named for audit."""
    asked: Sequence[str] = (*task.inputs, *task.audit)
    return tuple(
        field for field in schema.described if (field.slug in asked or field.sensitive) and field.slug != task.target
    )
