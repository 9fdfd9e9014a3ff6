"""By which classes whoever reads knows the students of some predictions."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from predictor.access.seen.classes import classes_known_to
from predictor.models import Classroom, Prediction

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def classes_of(predictions: Iterable[Prediction], user: "User") -> dict[int, Classroom]:
    """By student, in one query."""
    return classes_known_to(user, [one.student for one in predictions if one.student])
