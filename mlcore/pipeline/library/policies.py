"""What leaving fields out costs, as a table, for notebooks and scripts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from mlcore.pipeline.diagnosis.policies.combining import policies_of
from mlcore.pipeline.diagnosis.policies.measuring import measure_stepwise
from mlcore.pipeline.fitting.candidates import DEFAULT_SEED
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.library.tables import Given
from mlcore.pipeline.library.training import check
from mlcore.pipeline.results.groups import Group
from mlcore.pipeline.results.policies.ledger import Figures, PolicyFigures
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.schema import Question, Schema
from mlcore.pipeline.stepwise import finished


def policies(  # noqa: PLR0913 - by name, and none is needed
    rows: Given,
    schema: Schema,
    task: str | Question,
    *,
    candidate: str = "ridge",
    params: Mapping[str, Any] | None = None,
    without: Sequence[Sequence[str]] = (),
    seed: int = DEFAULT_SEED,
) -> pd.DataFrame:
    """A line per policy, for everybody (`field` is empty) and per group of each sensitive and audit field, with 95 %
    intervals; sizes in the unit of the target. `without` names combinations of inputs to leave out, beside the
    sensitive ones. Groups of fewer than 10 students, and those that would give them away, are not among the lines.

    Raises DataError, UnknownField, SchemaError and TrainingError as `train` does.
    """
    question = schema.task(task) if isinstance(task, str) else task
    study = Study.of(check(rows, schema), schema, question, seed=seed)
    recipe = Recipe.named(candidate, params or {}, seed)
    ledger = finished(measure_stepwise(study, recipe, policies_of(study, without)))
    return pd.DataFrame([line for policy in ledger.policies for line in _lines(policy)])


def _lines(policy: PolicyFigures) -> Iterator[dict[str, object]]:
    left_out = ", ".join(policy.left_out)
    yield _line(left_out, "", None, policy.everybody)
    for of_field in policy.fields:
        for one in of_field.groups:
            yield _line(left_out, of_field.field, one.group, one.figures)


def _line(left_out: str, field: str, group: Group, figures: Figures) -> dict[str, object]:
    found: dict[str, object] = {"without": left_out, "field": field, "group": group, "n": figures.n}
    for name in ("rmse", "change", "bias", "covered"):
        found |= _ends(name, getattr(figures, name))
    for name in ("false_alarms", "missed"):
        rate = getattr(figures, name)
        found |= {f"{name}_rows": rate and rate.rows, **_ends(name, rate and rate.share)}
    return found


def _ends(name: str, estimate: Estimate | None) -> dict[str, object]:
    ends = (estimate.mean, estimate.low, estimate.high) if estimate else (None, None, None)
    return dict(zip((name, f"{name}_low", f"{name}_high"), ends, strict=True))
