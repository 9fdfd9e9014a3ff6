"""Who wants a mail of their week, and which weeks they had one of."""

from django.conf import settings
from django.db import models
from django.utils import timezone

LONGEST_WHY = 200


class SummaryWanted(models.Model):
    """Somebody who switched it on; without a row it is off."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"summaries of account {self.account_id}"


class SummaryOfWeek(models.Model):
    """The one mail of a person and a week, by its Monday. It is claimed before it is sent: what was killed between the
    two is not sent again, and told with the next week. `older` is how many old predictions it spoke of."""

    class State(models.TextChoices):
        CLAIMED = "claimed"
        SENT = "sent"
        FAILED = "failed"

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    week = models.DateField()
    state = models.CharField(max_length=7, choices=State, default=State.CLAIMED)
    until = models.DateTimeField()
    older = models.PositiveIntegerField(default=0)
    why = models.CharField(max_length=LONGEST_WHY, blank=True)

    class Meta:
        ordering = ("-week",)
        constraints = [models.UniqueConstraint(fields=("account", "week"), name="one_summary_a_week")]

    def __str__(self) -> str:
        return f"summary of account {self.account_id}, week of {self.week}"
