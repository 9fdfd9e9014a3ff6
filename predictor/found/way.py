"""In which order a list of predictions is read, and from which row on."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from predictor.models import Prediction, PredictionQuerySet


class Place(NamedTuple):
    """A row of the list, which the next ones come after; `is_among` them where it is one of them itself."""

    value: dt.datetime | float
    pk: int
    is_among: bool = False


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
        sign = "-" if self.descending else ""
        rows = predictions.filter(self._beyond(self.after)) if self.after else predictions
        return rows.order_by(f"{sign}{self.column}", f"{sign}id")[: self.most]

    def _beyond(self, place: Place) -> Q:
        operator = "lt" if self.descending else "gt"
        tie = Q(**{self.column: place.value, f"id__{operator}{'e' if place.is_among else ''}": place.pk})
        # The first condition repeats the second in a form that an index can begin at.
        first = Q(**{f"{self.column}__{operator}e": place.value})
        return first & (Q(**{f"{self.column}__{operator}": place.value}) | tie)


def place_in_time(pk: int) -> Place | None:
    """Of a row, or of the one before it where it is gone; None where there is none any more."""
    at_or_before = Prediction.objects.filter(pk__lte=pk).order_by("-pk").values_list("made_at", "pk").first()
    return Place(*at_or_before, is_among=at_or_before[1] != pk) if at_or_before else None
