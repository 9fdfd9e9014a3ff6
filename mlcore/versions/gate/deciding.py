"""Whether a newly trained model may replace the live one."""

from dataclasses import replace
from typing import TYPE_CHECKING

from mlcore.models import CandidateResult, ModelVersion, TrainingRun
from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.results.gate.verdict import Meanwhile, Verdict
from mlcore.versions.gate import beside_live
from mlcore.versions.stored import StoredResult

if TYPE_CHECKING:
    from mlcore.pipeline.fitting.recipe import Recipe
    from mlcore.pipeline.fitting.study import Study
    from mlcore.pipeline.training.training import TrainingOutcome


def compare(run: TrainingRun, outcome: "TrainingOutcome", study: "Study") -> Verdict:
    """Set the winner beside the live model: it may replace it if it is not worse on the same folds, in no group either,
    and its ranges hold.

    What a person has to look at first is not compared. A finished training is worth more than the comparison: what
    keeps the live model from being compared becomes part of the verdict.
    """
    from mlcore.pipeline.training.measuring import library_errors

    live = ModelVersion.objects.live_for(run.task)
    verdict = _by_itself(outcome, live.number if live else 0)
    if live is None or verdict.needs_a_person:
        return verdict
    recipe = recipe_of(live, study.seed)
    if recipe is None:
        return replace(verdict, unreadable=True)
    errors: tuple[type[Exception], ...] = (TrainingError, *library_errors())
    try:
        return replace(verdict, comparison=beside_live.comparison(live, recipe, run, outcome, study))
    except errors as error:
        return replace(verdict, not_fitted=f"{type(error).__name__}: {error}")


def confirm(verdict: Verdict, version: ModelVersion) -> Verdict:
    """Refused where somebody let another version serve during the comparison: their decision stands."""
    live = ModelVersion.objects.live_for(version.task)
    now = live.number if live else 0
    return verdict if now == verdict.live else replace(verdict, meanwhile=Meanwhile(now))


def _by_itself(outcome: "TrainingOutcome", live: int) -> Verdict:
    """Whether the new model may serve at all before somebody has looked at it."""
    leaks = tuple(caution for caution in outcome.cautions if caution.is_leak)
    no_gain = not outcome.selection.beats_baseline
    return Verdict(live=live, no_gain=no_gain, leaks=leaks, ranges=outcome.diagnosis.coverage)


def recipe_of(version: ModelVersion, seed: int) -> "Recipe | None":
    """How it was made; None where that cannot be read."""
    from mlcore.pipeline.fitting.recipe import Recipe

    try:
        winner = StoredResult.of(CandidateResult.objects.get(run=version.run, is_winner=True))
        return Recipe.named(version.candidate, winner.measured.params, seed) if winner.is_readable else None
    except (ValueError, TrainingError, CandidateResult.DoesNotExist):
        return None
