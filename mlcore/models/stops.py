"""Predicting stopped for everybody, and begun again: who did it, when and why."""

from typing import Any

from django.db import models
from django.db.models import Case, Subquery, Value, When
from django.db.models.functions import JSONObject
from django.utils import timezone


class PredictingChange(models.Model):
    """One turn of the switch; rows are added, never changed or removed (the database refuses). Without one, nobody ever
    stopped it."""

    is_stop = models.BooleanField(help_text="False: it began again")
    who = models.CharField(max_length=150)
    why = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return "predicting stopped" if self.is_stop else "predicting begun again"


def reason_in_force() -> Subquery:
    """Why it is stopped now, as a column of another query; None where it goes on."""
    newest: Any = PredictingChange.objects.order_by("-id").values(
        said=Case(When(is_stop=True, then=JSONObject(who="who", why="why", at="at")), default=Value(None))
    )
    return Subquery(newest[:1], output_field=models.JSONField())
