"""How many files of one person may wait: for a class, about a school and to be described, each kept as a whole."""

from typing import TYPE_CHECKING

from django.utils import timezone

from predictor.models import DescribedFile, Import, Roster
from predictor.models.describing import KEPT_FOR

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_WAITING = 50


def waiting(user: "User") -> dict[str, int]:
    """How many there are, by what they are; those whose file is gone already take no place."""
    begun = DescribedFile.objects.filter(made_by=user, dataset=None, content__isnull=False)
    return {
        "for classes": Import.objects.drafts().filter(made_by=user, file__isnull=False).count(),
        "about schools": Roster.objects.drafts().filter(made_by=user, file__isnull=False).count(),
        "to be described": begun.filter(made_at__gt=timezone.now() - KEPT_FOR).count(),
    }


def too_many(user: "User") -> str:
    """Why another file is not taken; empty where it is."""
    found = waiting(user)
    if sum(found.values()) < MOST_WAITING:
        return ""
    told = ", ".join(f"{count} {what}" for what, count in found.items() if count)
    return f"You have {MOST_WAITING} files that wait to be stored ({told}). Store some, or throw them away."
