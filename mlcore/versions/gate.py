"""Whether a newly trained model may replace the live one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlcore.models import CandidateResult, ModelVersion, TrainingRun
from mlcore.versions import promotions

if TYPE_CHECKING:
    import pandas as pd

    from mlcore.pipeline.training.training import TrainingOutcome


@dataclass(frozen=True)
class Verdict:
    """Whether a new model may replace the live one, that one's number (0: none), and the reason in a sentence."""

    passes: bool
    live: int
    sentence: str


def compare(run: TrainingRun, outcome: "TrainingOutcome", frame: "pd.DataFrame", seed: int) -> Verdict:
    """Set the winner beside the live model: it may replace it if it is not worse on the same folds."""
    from mlcore.pipeline.training import selection, training

    live = ModelVersion.objects.live_for(run.task)
    if live is None:
        return Verdict(True, 0, "First model of this task.")
    recipe = CandidateResult.objects.get(run=live.run, is_winner=True)
    live_scores = training.cross_validate_recipe(
        frame,
        run.task.schema_version.schema,
        run.task.question,
        live.candidate,
        recipe.figures["params"],
        seed,
    )
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
