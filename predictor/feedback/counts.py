"""How many said what of the predictions of model versions; never who, and nothing where few did."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, QuerySet

from predictor.access.rights import Act, may
from predictor.models import PredictionFeedback

# Of fewer teachers, what is counted would be what one of them said.
FEWEST_PEOPLE = 3

# By kind, in the order in which they are offered.
Counted = Mapping[PredictionFeedback.Kind, int]


def counted(versions: Iterable[int]) -> dict[int, Counted]:
    """By version, in two queries; those of which fewer than three teachers said something are left out."""
    newest = PredictionFeedback.objects.filter(prediction__model_version__in=list(versions)).newest().values("pk")
    rows = PredictionFeedback.objects.filter(pk__in=newest, made_by__in=_teachers(newest)).order_by()
    numbers: dict[int, Counter[str]] = defaultdict(Counter)
    people: dict[int, set[int]] = defaultdict(set)
    found = rows.values_list("prediction__model_version", "made_by", "kind").annotate(Count("pk"))
    for version, person, kind, number in found:
        numbers[version][kind] += number
        people[version].add(person)
    told = [version for version, those in people.items() if len(those) >= FEWEST_PEOPLE]
    return {version: {kind: numbers[version][kind.value] for kind in PredictionFeedback.Kind} for version in told}


def _teachers(newest: QuerySet[PredictionFeedback, Any]) -> list[int]:
    """Whoever reads the counts knows what they said themselves, and could subtract it: they are not counted."""
    said = PredictionFeedback.objects.filter(pk__in=newest).order_by().values("made_by")
    teach = User.objects.select_related("standing").filter(pk__in=said, classrooms__isnull=False).distinct()
    return [user.pk for user in teach if not may(user, Act.COUNT_FEEDBACK)]
