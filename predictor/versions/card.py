"""The model card of one version: what it is for, how good, for whom it errs, and what it must not be used for.

The parts follow Mitchell et al., 'Model cards for model reporting' (2019).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mlcore.datasets import words as datasets
from mlcore.models import Dataset, ModelVersion, Promotion
from mlcore.pipeline.results.diagnosis import FieldErrors
from mlcore.pipeline.schema import MANY_INPUTS, Field, Schema
from mlcore.versions.ledger import refusal_of
from mlcore.versions.policies.standing import said_of_version
from mlcore.versions.stored import Metric, StoredRun
from mlcore.words.limits import lean
from mlcore.words.marks import second_opinion
from mlcore.words.names import name
from mlcore.words.numbers import ends, number
from mlcore.words.said import said
from mlcore.words.training.method import method
from mlcore.words.verdicts import gate
from predictor.policies.reads import Measured, measured
from predictor.runs.groups import COVERED, GroupTables, group_tables
from predictor.runs.importance import Importance, importance, not_shown, summary
from predictor.runs.leaderboard import gain
from predictor.runs.strongest import strongest
from predictor.versions.card_limits import limits_of
from predictor.versions.held import Held, held

ACCURACY: tuple[tuple[Metric, str, int], ...] = (
    ("mae", gettext_noop("Typical error (MAE)"), 2),
    ("rmse", "RMSE", 2),
    ("r2", "R²", 3),
)
# What is read with a version, for its card.
RELATED = ("task__schema_version", "schema_version", "policy", "run__dataset", "run__model_version__schema_version")


@dataclass(frozen=True)
class Accuracy:
    label: str
    chosen: str
    interval: str
    without: str


@dataclass(frozen=True, kw_only=True)
class LearnedFrom:
    """What is to be known of the rows."""

    made_of: str
    refused: str
    repeats: str
    withheld: str
    deleted: str


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """How it was found among others."""

    reason: str
    method: str
    second_opinion: str
    let_through: str


@dataclass(frozen=True, kw_only=True)
class Leaning:
    """What matters to it; of very many inputs the strongest."""

    importance: list[Importance]
    summary: str
    strongest: str


@dataclass(frozen=True, kw_only=True)
class Card:
    version: ModelVersion
    target: Field
    target_name: str
    allowed: str
    inputs: tuple[Field, ...]
    not_shown: str
    sensitive_inputs: tuple[Field, ...]
    left_out: tuple[Field, ...]
    schema: Schema
    note: str
    chosen: Chosen
    accuracy: list[Accuracy]
    gain: str
    held: Held
    groups: GroupTables
    lean: str
    leaning: Leaning
    limits: list[str]
    promotions: list[Promotion]
    learned_from: LearnedFrom
    refusal: str
    policy: list[str]
    costs: Measured | None

    @property
    def overrides(self) -> list[Promotion]:
        """When somebody let it serve although the gate had refused it, the newest first."""
        return [one for one in self.promotions if one.action == Promotion.Action.PROMOTED] if self.refusal else []

    @property
    def sensitive_labels(self) -> str:
        return ", ".join(field.label for field in self.sensitive_inputs)

    @property
    def sensitive_names(self) -> str:
        return ", ".join(map(name, self.sensitive_inputs))

    @property
    def left_out_labels(self) -> str:
        return ", ".join(field.label for field in self.left_out)

    @property
    def has_many_inputs(self) -> bool:
        """More than anybody reads one by one."""
        return len(self.inputs) > MANY_INPUTS


def card_of(version: ModelVersion) -> Card:
    """From stored rows alone: the file of the bundle is not needed."""
    run = StoredRun.of(version.run)
    question = run.schema.task(version.task.slug)
    inputs, audited = run.schema.inputs(question), _audited(run)
    return Card(
        version=version,
        target=run.target,
        target_name=name(run.target),
        allowed=said(run.target.allowing),
        inputs=inputs,
        not_shown=not_shown(version.question.inputs, version.schema_version),
        sensitive_inputs=tuple(field for field in inputs if field.sensitive),
        left_out=_left_out(run.schema, question.inputs, run.target),
        schema=run.schema,
        note=question.note,
        chosen=_chosen(run),
        accuracy=_accuracy(run),
        gain=gain(run),
        held=held(run),
        groups=group_tables(audited, run.schema, question.inputs, run.target, covered=COVERED),
        lean=lean(audited),
        leaning=_leaning(run),
        limits=limits_of(run, inputs),
        promotions=list(version.promotions.all()),
        learned_from=_learned_from(version.run.dataset),
        refusal=refusal_of(version),
        policy=said_of_version(version),
        costs=measured(version),
    )


def _chosen(run: StoredRun) -> Chosen:
    parts, found = run.parts, run.diagnosis
    return Chosen(
        reason=run.reason,
        method=method(parts, len(run.compared), run.made_with, run.group) if parts else "",
        second_opinion=second_opinion.asked(found.second_opinion, run.target) if found else "",
        let_through=gate.let_through(run.verdict, run.schema),
    )


def _leaning(run: StoredRun) -> Leaning:
    most = strongest(run)
    return Leaning(importance=importance(run, most.slugs), summary=summary(run), strongest=most.sentence)


def _learned_from(dataset: Dataset) -> LearnedFrom:
    return LearnedFrom(
        made_of=datasets.made_of(dataset),
        refused=datasets.refused(dataset),
        repeats=datasets.repeats_left_out(dataset),
        withheld=datasets.withheld_from(dataset),
        deleted=datasets.deleted(dataset),
    )


def _audited(run: StoredRun) -> list[FieldErrors]:
    sensitive = {field.slug for field in run.schema.fields if field.sensitive}
    return [errors for errors in run.diagnosis.groups if errors.field in sensitive] if run.diagnosis else []


def _left_out(schema: Schema, inputs: Sequence[str], target: Field) -> tuple[Field, ...]:
    return tuple(field for field in schema.fields if field.slug not in inputs and field != target)


def _accuracy(run: StoredRun) -> list[Accuracy]:
    winner, baseline = run.winner, run.baseline
    return [
        Accuracy(
            _(label),
            number(winner.mean(metric) if winner else None, places),
            ends(winner.estimate(metric) if winner else None, 2),
            number(baseline.mean(metric) if baseline else None, places),
        )
        for metric, label, places in ACCURACY
    ]
