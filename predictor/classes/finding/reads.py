"""Students by parts of their names or by the beginning of their numbers, also those of archived classes."""

from typing import TYPE_CHECKING

from django.db.models import F, Q

from predictor.models import Student, StudentQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST = 150


def find(user: "User", text: str) -> StudentQuerySet:
    """Whoever every word of the text is about, in any order; those of archived classes last. Nobody without a word."""
    words = text.replace("\x00", "")[:LONGEST].split()
    if not words:
        return Student.objects.none()
    found = Student.objects.visible_to(user)
    for word in words:
        found = found.filter(Q(name__icontains=word) | Q(reference__istartswith=word))
    return found.order_by(F("classroom__archived_at").asc(nulls_first=True), "name", "pk")
