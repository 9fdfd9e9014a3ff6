"""How many said what of the predictions of model versions; never who, and nothing where few did."""

from collections.abc import Iterable, Mapping

from django.db.models import Count

from predictor.models import PredictionFeedback

# Of fewer people, what is counted would be what one of them said.
FEWEST_PEOPLE = 3

# By kind, in the order in which they are offered.
Counted = Mapping[PredictionFeedback.Kind, int]


def counted(versions: Iterable[int]) -> dict[int, Counted]:
    """By version, in two queries; those of which fewer than three people said something are left out."""
    newest = PredictionFeedback.objects.filter(prediction__model_version__in=list(versions)).newest().values("pk")
    rows = PredictionFeedback.objects.filter(pk__in=newest).order_by()
    people = rows.values_list("prediction__model_version").annotate(Count("made_by", distinct=True))
    told = {version for version, number in people if number >= FEWEST_PEOPLE}
    found = rows.values_list("prediction__model_version", "kind").annotate(Count("pk"))
    numbers = {(version, kind): number for version, kind, number in found}
    return {
        version: {kind: numbers.get((version, kind.value), 0) for kind in PredictionFeedback.Kind} for version in told
    }
