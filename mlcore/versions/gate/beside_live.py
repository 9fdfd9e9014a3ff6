"""A finished training beside the live model: on which rows both can be compared, and how they do there."""

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from django.conf import settings

from mlcore.models import ModelVersion, TrainingRun
from mlcore.pipeline.exceptions import BundleError, DataError
from mlcore.pipeline.results.gate.comparison import LiveComparison
from mlcore.pipeline.schema import Field, Question
from mlcore.versions.learned import Rows, still_of
from mlcore.versions.live import bundle_of

if TYPE_CHECKING:
    from mlcore.pipeline.fitting.recipe import Recipe
    from mlcore.pipeline.fitting.study import Study
    from mlcore.pipeline.training.side_by_side import Answers, Beside
    from mlcore.pipeline.training.training import TrainingOutcome


def comparison(
    live: ModelVersion, recipe: "Recipe", run: TrainingRun, outcome: "TrainingOutcome", study: "Study"
) -> LiveComparison:
    """In all and by group, on rows of both trainings. Where the live one's are not at hand, on the new ones: with the
    answers that it gives or, where it cannot answer them, with its `recipe` fitted to them.

    Raises TrainingError and what the libraries of both models raise.
    """
    from mlcore.pipeline.diagnosis.diagnosis import audited_fields

    beside = _beside(live, recipe, run, outcome, study)
    found = beside.by_group(audited_fields(study), allowed(study.rows.target_field))
    return replace(found, without=tuple(slug for slug in live.question.inputs if slug in study.task.audit))


def _beside(
    live: ModelVersion, recipe: "Recipe", run: TrainingRun, outcome: "TrainingOutcome", study: "Study"
) -> "Beside":
    from mlcore.pipeline.training.side_by_side import refitted_answers

    if _is_same_data(live.run, run):
        return _on_new_rows(outcome, refitted_answers(study, recipe), study, "same")
    rows = _rows_of_live(live, run, study)
    if rows is not None:
        return _on_both(live, recipe, outcome, study, rows)
    served = _served(live, study)
    if served is not None:
        return _on_new_rows(outcome, served, study, "served")
    return _on_new_rows(outcome, refitted_answers(study, recipe), study, "new")


def allowed(target: Field) -> float:
    """By how much the MAE of a group may be larger, in the unit of the target: the setting is of a scale of 100."""
    low, high = target.bounds
    return settings.GATE_GROUP_LOSS / 100 * (high - low)


def _is_same_data(live: TrainingRun, new: TrainingRun) -> bool:
    """Also where the same content was stored again after it had been deleted."""
    return (live.dataset.sha256, live.dataset.schema_version_id) == (new.dataset.sha256, new.dataset.schema_version_id)


def _asked(live: ModelVersion, study: "Study") -> Question:
    """Without what the new training keeps for audit: what a policy costs was decided with it, and is no reason against
    the new model. The live one is asked as it would be under that policy."""
    kept = tuple(slug for slug in live.question.inputs if slug not in study.task.audit)
    return replace(live.question, inputs=kept or study.task.inputs)


def _rows_of_live(live: ModelVersion, run: TrainingRun, study: "Study") -> Rows | None:
    """Under the schema of the new training, without who objects by now; None where they are gone, or contradict it."""
    if live.question.target != study.task.target or live.run.dataset.deleted_at:
        return None
    try:
        return still_of(live.run.dataset, under=run.task.schema_version)
    except DataError:  # damaged
        return None


def _on_both(live: ModelVersion, recipe: "Recipe", outcome: "TrainingOutcome", study: "Study", rows: Rows) -> "Beside":
    from mlcore.pipeline.training.side_by_side import LearnedFrom, beside_live

    its = LearnedFrom(rows.frame, _asked(live, study).inputs, rows.people, rows.supported)
    return beside_live(study, _winner(outcome, study), recipe, its)


def _winner(outcome: "TrainingOutcome", study: "Study") -> "Recipe":
    from mlcore.pipeline.fitting.recipe import Recipe

    return Recipe.named(outcome.winner.candidate, outcome.winner.params, study.seed)


def _on_new_rows(
    outcome: "TrainingOutcome", live: "Answers", study: "Study", kind: Literal["same", "served", "new"]
) -> "Beside":
    from mlcore.pipeline.training.side_by_side import on_new_rows

    return on_new_rows(study, _winner(outcome, study), outcome.winner.fold_scores, live, kind)


def _served(live: ModelVersion, study: "Study") -> "Answers | None":
    """None where the live model cannot answer the new rows: its file is unusable, an input is not what it was, or is
    left out by now."""
    from mlcore.pipeline.training.side_by_side import served_answers

    question = live.question
    kinds = {field.slug: field.kind for field in study.schema.fields if field.slug not in study.task.audit}
    changed = any(kinds.get(field.slug) != field.kind for field in live.inputs)
    if changed or question.target != study.task.target:
        return None
    try:
        bundle = bundle_of(live)
    except BundleError:
        return None
    return served_answers(study, bundle.predict_values(study.known_rows[list(question.inputs)]))
