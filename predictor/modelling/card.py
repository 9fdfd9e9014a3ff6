"""The model card of one version: what it is for, how good, for whom it errs, and what it must not be used for.

The parts follow Mitchell et al., 'Model cards for model reporting' (2019).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mlcore.models import CandidateResult, ModelVersion, Promotion
from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.wording import listed, name
from predictor.modelling import figures
from predictor.modelling.candidate import GroupTable, group_tables, lean
from predictor.modelling.leaderboard import gain
from predictor.modelling.matters import Weight, summary, weights
from predictor.modelling.runs import BASELINE, baseline_of, target_of, winner_of
from predictor.modelling.standings import statement

# Of the narrower range; groups are held against it.
ASKED = 0.8


@dataclass(frozen=True)
class Accuracy:
    label: str
    chosen: str
    interval: str
    without: str


@dataclass(frozen=True)
class Coverage:
    level: int
    asked: str
    held: str
    interval: str
    rows: int


@dataclass(frozen=True)
class Card:
    version: ModelVersion
    target: Field
    target_name: str
    inputs: tuple[Field, ...]
    sensitive_inputs: tuple[Field, ...]
    left_out: tuple[Field, ...]
    schema: Schema
    note: str
    choice: str
    accuracy: list[Accuracy]
    gain: str
    coverage: list[Coverage]
    groups: list[GroupTable]
    lean: str
    weights: list[Weight]
    weight_summary: str
    limits: list[str]
    promotions: list[Promotion]


def card_of(version: ModelVersion) -> Card:
    """From stored rows alone: the file of the bundle is not needed."""
    run, target = version.run, target_of(version.run)
    schema: Schema = version.schema_version.schema
    question = schema.task(version.task.slug)
    inputs = schema.inputs(question)
    results = list(run.results.all())
    compared = [result for result in results if result.candidate != BASELINE]
    diagnosis = figures.diagnosis_of(run)
    found, audited = weights(run), _audited(diagnosis, schema)
    return Card(
        version=version,
        target=target,
        target_name=name(target),
        inputs=inputs,
        sensitive_inputs=tuple(field for field in inputs if field.sensitive),
        left_out=_left_out(schema, question.inputs, target),
        schema=schema,
        note=question.note,
        choice=statement(compared),
        accuracy=_accuracy(results),
        gain=gain(results, target),
        coverage=[_coverage(one) for one in diagnosis.get("coverage", [])],
        groups=group_tables(audited, schema, question.inputs, target),
        lean=lean(audited),
        weights=found,
        weight_summary=summary(found),
        limits=_limits(version, diagnosis, inputs),
        promotions=list(version.promotions.all()),
    )


def _audited(diagnosis: Mapping[str, Any], schema: Schema) -> list[Mapping[str, Any]]:
    sensitive = {field.slug for field in schema.fields if field.sensitive}
    return [one for one in diagnosis.get("groups", []) if one["field"] in sensitive]


def _left_out(schema: Schema, inputs: Sequence[str], target: Field) -> tuple[Field, ...]:
    return tuple(field for field in schema.fields if field.slug not in inputs and field != target)


def _accuracy(results: Sequence[CandidateResult]) -> list[Accuracy]:
    winner, baseline = winner_of(results), baseline_of(results)
    lines = []
    for slug, label, places in (("mae", "Typical error (MAE)", 2), ("rmse", "RMSE", 2), ("r2", "R²", 3)):
        found = figures.estimate_of(winner, slug)
        lines.append(
            Accuracy(
                label,
                figures.number(figures.mean_of(winner, slug), places),
                f"{figures.number(found['low'], 2)} to {figures.number(found['high'], 2)}" if found else "",
                figures.number(figures.mean_of(baseline, slug), places),
            )
        )
    return lines


def _coverage(one: Mapping[str, Any]) -> Coverage:
    share = one["share"]
    return Coverage(
        one["level"],
        f"{one['level'] // 10} of 10",
        figures.percent(share["mean"]),
        f"{share['low'] * 100:.0f} to {share['high'] * 100:.0f} %",
        one["rows"],
    )


def _limits(version: ModelVersion, diagnosis: Mapping[str, Any], inputs: Sequence[Field]) -> list[str]:
    """What the stored figures themselves warn of, then what holds for every model of this kind."""
    dataset, limits = version.run.dataset, []
    if dataset.is_demo:
        limits.append("It learned from made-up rows. Nothing it says holds for real students.")
    if not version.run.details.get("beats_baseline", True):
        limits.append("It is not clearly better than saying the average score for everybody.")
    opposite = [one["field"] for one in diagnosis.get("dependence", []) if (one["contrast"] or {}).get("opposite")]
    if opposite:
        labels = [name(field) for field in inputs if field.slug in opposite]
        limits.append(
            f"On the {listed(labels)}, the model and the plain data differ in sign once the other inputs are known. "
            "Its predictions must not be read as what would happen if that changed."
        )
    missed = _held_less_often(diagnosis)
    if missed:
        limits.append(f"Its 80 % ranges held clearly less often for: {listed(missed)}.")
    hidden = [choice for one in diagnosis.get("groups", []) for choice in one["hidden"]]
    if hidden:
        limits.append(f"Too few students to measure: {listed(sorted(set(hidden)))}. For them it may be further off.")
    numbers = [name(field) for field in inputs if field.is_number]
    if numbers:
        limits.append(f"Without the {listed(numbers)} the ranges are wider; each prediction says so.")
    limits.append(
        f"It describes the {dataset.rows:,} students it learned from. For another school, year or test it has to be "
        "trained again and looked at again."
    )
    return limits


def _held_less_often(diagnosis: Mapping[str, Any]) -> list[str]:
    groups = [group for one in diagnosis.get("groups", []) for group in one["groups"]]
    return [
        f"{group['group']} ({figures.percent(group['covered']['mean'])})"
        for group in groups
        if group["covered"] and group["covered"]["high"] < ASKED
    ]
