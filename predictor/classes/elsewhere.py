"""Which other classes have students of these numbers, for somebody who may see those classes."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Count

from predictor.models import Classroom, Student

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# One or two in common is nothing unusual: somebody moved, or two systems number alike.
FEWEST = 3
MOST_CLASSES = 3


def classes_with_numbers(user: "User", numbers: Collection[str], *, besides: Classroom) -> list[tuple[str, int]]:
    """Name of a class and how many of the numbers are of its students, most first."""
    if len(numbers) < FEWEST:
        return []
    seen = Classroom.objects.visible_to(user).exclude(pk=besides.pk)
    students = Student.objects.filter(classroom__in=seen, reference__in=list(numbers))
    found = students.values("classroom_id", "classroom__name").annotate(count=Count("pk")).filter(count__gte=FEWEST)
    return [(one["classroom__name"], one["count"]) for one in found.order_by("-count", "classroom_id")[:MOST_CLASSES]]
