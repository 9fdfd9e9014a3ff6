"""Policies measured: one recipe cross-fitted on the same folds with fewer and fewer inputs."""

from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

import numpy as np

from mlcore.pipeline.calibration.calibrating import step_of
from mlcore.pipeline.calibration.yardsticks import choose_yardstick, cross_fitted_reaches, out_of_fold
from mlcore.pipeline.diagnosis.coverage import within
from mlcore.pipeline.diagnosis.policies.combining import Policy
from mlcore.pipeline.diagnosis.policies.hiding import Mask, Shown, shown
from mlcore.pipeline.diagnosis.policies.judging import Judge, Said
from mlcore.pipeline.diagnosis.reliability import reached
from mlcore.pipeline.distribution.levels import NARROW
from mlcore.pipeline.fitting.cross_fitting import CrossFit, cross_fit_stepwise
from mlcore.pipeline.fitting.folds import Rows, residual_folds
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.places.place import Each, in_turn
from mlcore.pipeline.results.policies.ledger import PolicyLedger
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.schema import Field
from mlcore.pipeline.stepwise import Steps


def measure_stepwise(
    study: Study, recipe: Recipe, policies: Sequence[Policy], each: Each = in_turn, *, in_tens: bool = False
) -> Steps[PolicyLedger]:
    """A step a fold; `policies` name the inputs that each does without, the first of them none.

    `study` asks its question with all inputs; of very many rows those count that candidates are compared on. Folds are
    those of all inputs for every policy, so that errors can be told apart row by row. Settings stay those of the
    recipe: they were found with the inputs of the version it comes from.
    """
    began, rows = perf_counter(), study.split.rows
    folds, asked = residual_folds(rows, recipe.seed, study.effort), []
    for place, policy in enumerate(policies):
        so_far = cross_fit_stepwise(recipe, without(rows, policy), folds, each)
        found = yield from _counted(so_far, place * len(folds), len(policies) * len(folds))
        asked.append(_said(study, rows, found))
    below, groups = below_pass(rows, rows.target), _groups(study, rows, policies)
    judge = Judge(groups=groups, below=below, base=asked[0], seed=study.seed, in_tens=in_tens)
    return PolicyLedger(
        candidate=recipe.candidate.slug,
        label=recipe.candidate.label,
        seed=recipe.seed,
        rows=judge.count(np.ones(len(rows), dtype=np.bool_)),
        folds=len(folds),
        pass_at=_pass_at(rows),
        in_tens=in_tens,
        policies=tuple(judge.judged(policy, said) for policy, said in zip(policies, asked, strict=True)),
        seconds=perf_counter() - began,
    )


def without(rows: Rows, left_out: Policy) -> Rows:
    """The same rows with fewer inputs: no estimator gets to see the others."""
    fields = tuple(field for field in rows.fields if field.slug not in left_out)
    return replace(rows, fields=fields, inputs=rows.inputs[[field.slug for field in fields]])


def _counted(steps: Steps[CrossFit], before: int, total: int) -> Steps[CrossFit]:
    while True:
        try:
            done, _ = next(steps)
        except StopIteration as end:
            found: CrossFit = end.value
            return found
        yield before + done, total


def _said(study: Study, rows: Rows, found: CrossFit) -> Said:
    return Said(
        off=found.predicted - rows.target, inside=_inside(study, rows, found), below=below_pass(rows, found.predicted)
    )


def _inside(study: Study, rows: Rows, found: CrossFit) -> Floats:
    """1 for each row (n,) whose result lay inside the range told by the other folds; NaN where it was not checked."""
    some = study.effort.sampled("ranges checked on a sample", len(rows), study.seed)
    told = out_of_fold(rows, found).sampled(some)
    inside = np.full(len(rows), np.nan)
    reach = cross_fitted_reaches(told, choose_yardstick(told).yardstick)
    inside[np.arange(len(rows)) if some is None else some] = within(told, reach, NARROW)
    return inside


def below_pass(rows: Rows, values: Floats) -> Mask | None:
    """Which of the values (n,) lie below the pass mark once they are rounded as results are; None without one."""
    score = _pass_at(rows)
    return None if score is None else reached(values, score, step_of(rows)) == 0


def _pass_at(rows: Rows) -> float | None:
    grading = rows.target_field.grading
    return grading.pass_at if grading else None


def _groups(study: Study, rows: Rows, policies: Sequence[Policy]) -> list[Shown]:
    frame = study.those_compared(study.known_rows)
    below = below_pass(rows, rows.target)
    return [shown(frame, field, below) for field in _audited(study, policies)]


def _audited(study: Study, policies: Sequence[Policy]) -> list[Field]:
    """Sensitive fields, those for audit, and whatever a policy leaves out."""
    named = {*study.task.audit, *(slug for policy in policies for slug in policy)}
    fields = study.schema.described
    return [field for field in fields if (field.sensitive or field.slug in named) and field.slug != study.task.target]
