"""Whether a newly trained model may replace the live one."""

from dataclasses import replace
from typing import TYPE_CHECKING

from mlcore.models import CandidateResult, ModelVersion, TrainingRun
from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.results.choice import Verdict
from mlcore.versions import promotions
from mlcore.versions.stored import StoredResult

if TYPE_CHECKING:
    from mlcore.pipeline.fitting.recipe import Recipe
    from mlcore.pipeline.fitting.study import Study
    from mlcore.pipeline.training.training import TrainingOutcome


def compare(run: TrainingRun, outcome: "TrainingOutcome", study: "Study") -> Verdict:
    """Set the winner beside the live model: it may replace it if it is not worse on the same folds."""
    from mlcore.pipeline.training import selection, training

    live = ModelVersion.objects.live_for(run.task)
    if live is None:
        return Verdict(live=0)
    recipe = _recipe(live, study.seed)
    if recipe is None:
        return Verdict(live=live.number, unreadable=True)
    live_scores = training.compare(study, recipe)
    return Verdict(live=live.number, comparison=selection.compare(outcome.winner.fold_scores, live_scores))


def _recipe(live: ModelVersion, seed: int) -> "Recipe | None":
    """None where it cannot be read: the finished training is worth more than the comparison."""
    from mlcore.pipeline.fitting.recipe import Recipe

    try:
        winner = StoredResult.of(CandidateResult.objects.get(run=live.run, is_winner=True))
        return Recipe.named(live.candidate, winner.measured.params, seed) if winner.is_readable else None
    except (ValueError, TrainingError, CandidateResult.DoesNotExist):
        return None


def confirm(verdict: Verdict, version: ModelVersion) -> Verdict:
    """Refused where somebody let another version serve during the comparison: their decision stands."""
    try:
        promotions.check_live(version.task, verdict.live)
    except promotions.NotPromoted as error:
        return replace(verdict, meanwhile=str(error))
    return verdict
