"""The model card of one version: what it is for, how good, for whom it errs, and what it must not be used for.

The parts follow Mitchell et al., 'Model cards for model reporting' (2019).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mlcore.models import CandidateResult, ModelVersion, Promotion
from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.words.names import name
from predictor.runs import stored
from predictor.runs.candidate import GroupTable, group_tables, lean
from predictor.runs.importance import Weight, summary, weights
from predictor.runs.leaderboard import gain
from predictor.runs.reads import BASELINE, baseline_of, target_of, winner_of
from predictor.runs.standings import reason, standings, statement
from predictor.versions.card_limits import limits_of


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
    reason: str
    method: str
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
    diagnosis = stored.diagnosis_of(run)
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
        reason=reason(run.reason, statement(compared, standings(compared))),
        method=_method(version, len(compared)),
        accuracy=_accuracy(results),
        gain=gain(results, target),
        coverage=[_coverage(one) for one in diagnosis.get("coverage", [])],
        groups=group_tables(audited, schema, question.inputs, target),
        lean=lean(audited),
        weights=found,
        weight_summary=summary(found),
        limits=limits_of(version, inputs),
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
        found = stored.estimate_of(winner, slug)
        lines.append(
            Accuracy(
                label,
                stored.number(stored.mean_of(winner, slug), places),
                f"{stored.number(found['low'], 2)} to {stored.number(found['high'], 2)}" if found else "",
                stored.number(stored.mean_of(baseline, slug), places),
            )
        )
    return lines


def _coverage(one: Mapping[str, Any]) -> Coverage:
    share = one["share"]
    return Coverage(
        one["level"],
        f"{one['level'] // 10} of 10",
        stored.percent(share["mean"]),
        f"{share['low'] * 100:.0f} to {share['high'] * 100:.0f} %",
        one["rows"],
    )


def _method(version: ModelVersion, compared: int) -> str:
    """How it was compared and made; empty for a version of an older release."""
    parts = version.run.details.get("parts", {})
    if not parts.get("folds"):
        return ""
    made_with = version.run.details.get("made_with", {})
    libraries = f" Libraries: {', '.join(f'{one} {number}' for one, number in made_with.items())}." if made_with else ""
    rows, held_out = parts["training_rows"], parts["held_out_rows"]
    return (
        f"{compared} models were compared by cross-validation with {parts['folds']} folds, repeated "
        f"{parts['repeats']} times, on {rows:,} students; {held_out:,} more were set aside and looked at once, to "
        f"report. The seed was {parts['seed']}.{libraries}"
    )
