"""How often something was tried of late."""

from typing import ClassVar, Self

from django.db import models
from django.utils import timezone


class TriedQuerySet(models.QuerySet["Tried"]):
    def current(self) -> Self:
        return self.filter(ends__gt=timezone.now())

    def over(self) -> Self:
        return self.filter(ends__lte=timezone.now())


class Tried(models.Model):
    """`what` names the limit and, as a hash, whose it is."""

    what = models.CharField(max_length=100, primary_key=True)
    times = models.PositiveIntegerField()
    ends = models.DateTimeField()

    objects: ClassVar = TriedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.what
