"""In which order a list of predictions is read, and from which row on."""

from dataclasses import dataclass

from predictor.keyset import Order, Place
from predictor.models import Prediction, PredictionQuerySet


@dataclass(frozen=True)
class Way:
    """By which column, in which direction, after which place, and how many."""

    column: str
    descending: bool
    after: Place | None
    most: int

    @property
    def order(self) -> str:
        sign = "DESC" if self.descending else "ASC"
        return f"place {sign}, id {sign}"

    def of(self, predictions: PredictionQuerySet) -> PredictionQuerySet:
        """As a plain query."""
        return Order(Prediction, self.column, self.descending).following(predictions, self.after)[: self.most]


def place_in_time(pk: int) -> Place | None:
    """Of a row, or of the one before it where it is gone; None where there is none any more."""
    at_or_before = Prediction.objects.filter(pk__lte=pk).order_by("-pk").values_list("made_at", "pk").first()
    return Place(*at_or_before, is_among=at_or_before[1] != pk) if at_or_before else None
