"""What the rows of a new training tell, beside those of the live model."""

from dataclasses import dataclass

from mlcore.pipeline.results.scores import Estimate


@dataclass(frozen=True, kw_only=True)
class OwnRows:
    """MAE, in the unit of the target, of each model on rows that it did not learn from in its fold: of the new one on
    its `own` rows, of the `live` one on its own, and of the new one `there`, on those of the live one. `gap` is own
    minus live, with an interval that holds in 20 trainings; `loss` there minus live on the same rows, with a 95 % one.
    """

    own: float
    live: float
    there: float
    gap: Estimate
    loss: Estimate

    @property
    def tell_less(self) -> bool:
        """Its rows leave more open, and what it learned from them is worse for the live one's: as where results stand
        beside the wrong students. An exam that became harder, or asks for something else, leaves no more open."""
        return self.gap.low > 0 and self.loss.low > 0
