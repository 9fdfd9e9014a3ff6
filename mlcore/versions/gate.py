"""Whether a newly trained model may replace the live one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlcore.models import CandidateResult, ModelVersion, TrainingRun
from mlcore.versions import promotions

if TYPE_CHECKING:
    from mlcore.pipeline.fitting.study import Study
    from mlcore.pipeline.training.training import TrainingOutcome


@dataclass(frozen=True)
class Verdict:
    """Whether a new model may replace the live one, that one's number (0: none), and the reason in a sentence."""

    passes: bool
    live: int
    sentence: str


def compare(run: TrainingRun, outcome: "TrainingOutcome", study: "Study") -> Verdict:
    """Set the winner beside the live model: it may replace it if it is not worse on the same folds."""
    from mlcore.pipeline.fitting.recipe import Recipe
    from mlcore.pipeline.training import selection, training

    live = ModelVersion.objects.live_for(run.task)
    if live is None:
        return Verdict(True, 0, "First model of this task.")
    stored = CandidateResult.objects.get(run=live.run, is_winner=True)
    recipe = Recipe.named(live.candidate, stored.figures["params"], study.seed)
    live_scores = training.compare(study, recipe)
    passes, sentence = selection.not_worse(outcome.winner.fold_scores, live_scores)
    return Verdict(passes, live.number, sentence)


def confirm(verdict: Verdict, version: ModelVersion) -> Verdict:
    """Refused where somebody let another version serve during the comparison: their decision stands."""
    try:
        promotions.check_live(version.task, verdict.live)
    except promotions.NotPromoted as error:
        sentence = (
            f"The live model changed while this one was compared with it: {error}. To let this one serve: "
            f"manage.py promote {version.task.slug}:{version.number}"
        )
        return Verdict(False, verdict.live, sentence)
    return verdict
