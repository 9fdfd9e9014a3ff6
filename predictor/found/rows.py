"""A list of predictions, and its next rows, by an index where one carries it."""

from collections.abc import Callable
from dataclasses import dataclass

from predictor.found.asked import Asked
from predictor.found.by_index import found
from predictor.found.way import Way
from predictor.models import Prediction, PredictionQuerySet


@dataclass(frozen=True)
class Listed:
    """What the `plain` query finds, and `asked` says in other words where it can; read with what is `related`."""

    plain: PredictionQuerySet
    asked: Asked | None = None
    related: Callable[[PredictionQuerySet], PredictionQuerySet] = PredictionQuerySet.with_names

    def next(self, way: Way) -> list[Prediction]:
        keys = found(self.asked, way) if self.asked else None
        if keys is None:
            return list(self.related(way.of(self.plain)))
        rows = self.related(Prediction.objects.filter(pk__in=keys)).in_bulk()
        # One that was deleted between the two queries is not among those found.
        return [rows[key] for key in keys if key in rows]
