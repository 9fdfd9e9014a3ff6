"""Whether a newly trained model may replace the live one."""

from dataclasses import replace
from typing import TYPE_CHECKING

from mlcore.models import CandidateResult, ModelVersion, TrainingRun
from mlcore.pipeline.results.choice import Verdict
from mlcore.versions import promotions
from mlcore.versions.stored import StoredResult

if TYPE_CHECKING:
    from mlcore.pipeline.fitting.study import Study
    from mlcore.pipeline.training.training import TrainingOutcome


def compare(run: TrainingRun, outcome: "TrainingOutcome", study: "Study") -> Verdict:
    """Set the winner beside the live model: it may replace it if it is not worse on the same folds."""
    from mlcore.pipeline.fitting.recipe import Recipe
    from mlcore.pipeline.training import selection, training

    live = ModelVersion.objects.live_for(run.task)
    if live is None:
        return Verdict(live=0)
    winner = StoredResult.of(CandidateResult.objects.get(run=live.run, is_winner=True))
    live_scores = training.compare(study, Recipe.named(live.candidate, winner.measured.params, study.seed))
    return Verdict(live=live.number, comparison=selection.compare(outcome.winner.fold_scores, live_scores))


def confirm(verdict: Verdict, version: ModelVersion) -> Verdict:
    """Refused where somebody let another version serve during the comparison: their decision stands."""
    try:
        promotions.check_live(version.task, verdict.live)
    except promotions.NotPromoted as error:
        return replace(verdict, meanwhile=str(error))
    return verdict
