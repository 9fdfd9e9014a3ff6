"""What a run says about its winner: what matters to it, for whom it errs, and what its ranges hold."""

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, Literal, TypeVar

import numpy as np

from mlcore.pipeline.calibration.yardsticks import OutOfFold, cross_fitted_reaches, out_of_fold
from mlcore.pipeline.diagnosis.coverage import coverage, coverage_by_part, within
from mlcore.pipeline.diagnosis.dependence import dependence
from mlcore.pipeline.diagnosis.group_errors import Judged, group_errors
from mlcore.pipeline.diagnosis.importance import closest_pair, importance
from mlcore.pipeline.diagnosis.reliability import cuts, reliability
from mlcore.pipeline.distribution.levels import NARROW
from mlcore.pipeline.explore.closest import MOST_FIELDS, connections
from mlcore.pipeline.fitting.cross_fitting import CrossFit
from mlcore.pipeline.fitting.folds import Positions
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.results.diagnosis import Diagnosis
from mlcore.pipeline.results.yardsticks import Chosen
from mlcore.pipeline.schema import Field
from mlcore.pipeline.stats.scores import score
from mlcore.pipeline.stepwise import Steps, told

if TYPE_CHECKING:
    from mlcore.pipeline.bundle.bundle import Bundle


T = TypeVar("T")
Part = Literal["importance", "dependence", "groups"]
# What is looked at, how many of its fields are done, and of how many.
Looked = tuple[Part, int, int]


def diagnose(
    study: Study, cross_fitted: CrossFit, bundle: "Bundle", chosen: Chosen, audited: Sequence[Field]
) -> Generator[Looked, None, Diagnosis]:
    """`cross_fitted` is the winner fitted on the folds of the study's rows, `bundle` the one made of it by the chosen
    yardstick, and `audited` the fields that errors are looked at by. Predictions are followed along the inputs that
    count most, where there are very many.
    """
    counts = yield from _named("importance", importance(study.rows, cross_fitted, study.seed))
    most = {one.field for one in counts[:MOST_FIELDS]}
    along = yield from _named("dependence", dependence(study, cross_fitted, bundle, most))
    yield "groups", 0, len(audited)
    rows, some, step = out_of_fold(study.rows, cross_fitted), checked_on(study, cross_fitted), bundle.ranges.step
    scores = cuts(rows.actual, study.schema.field(study.task.target).grading, step)
    reach = cross_fitted_reaches(some, chosen.yardstick)
    inside = np.full(len(rows.actual), np.nan)
    inside[_checked(study)] = within(some, reach, NARROW)
    judged = Judged(study.known_rows, rows.actual, rows.predicted, inside)
    return Diagnosis(
        out_of_fold=score(rows.actual, rows.predicted),
        importance=counts,
        together=closest_pair(study.rows),
        dependence=along,
        coverage=coverage(some, reach),
        groups=group_errors(judged, audited, study.seed),
        yardsticks=chosen,
        coverage_by_part=coverage_by_part(some, reach),
        reliability=reliability(some, reach, scores, step),
        between=bundle.ranges.between,
    )


def checked_on(study: Study, cross_fitted: CrossFit) -> OutOfFold:
    """The rows that ranges and chances are checked on: all, or some where they are very many."""
    return out_of_fold(study.rows, cross_fitted).sampled(_sample(study))


def _sample(study: Study) -> Positions | None:
    return study.effort.sampled("ranges checked on a sample", len(study.rows), study.seed)


def _checked(study: Study) -> Positions:
    some = _sample(study)
    return np.arange(len(study.rows)) if some is None else some


def _named(part: Part, steps: Steps[T]) -> Generator[Looked, None, T]:
    return (yield from told(steps, lambda step: (part, *step)))


def audited_fields(study: Study) -> tuple[Field, ...]:
    """Fields that errors are looked at by: every input, every sensitive field, and those named for audit. Of very many
    inputs those that go most closely with the target, as where the data are explored."""
    schema, task = study.schema, study.task
    inputs, fixed = set(task.inputs), {field.slug for field in schema.described if field.sensitive} | set(task.audit)
    if len(inputs) > MOST_FIELDS:
        closest = [one.field for one in connections(study.known_rows, schema, task.target) if one.field in inputs]
        inputs = set(closest[:MOST_FIELDS])
    return tuple(field for field in schema.described if field.slug in inputs | fixed and field.slug != task.target)
