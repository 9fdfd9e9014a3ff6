"""Which fields of a schema which role may see and enter: decided with a reason, version after version."""

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

# Read together with whoever is logged in: a request pays for it, but no query.
RULES_NOW = """
SELECT COALESCE(jsonb_object_agg(newest.schema_name, newest.rules), '{}') FROM (
    SELECT DISTINCT ON (schema_name) schema_name, rules FROM predictor_fieldrules ORDER BY schema_name, version DESC
) AS newest
"""
# By field, by role, what it may do with it; where nothing is said, it may do everything.
Rules = Mapping[str, Mapping[str, list[str]]]


class FieldRulesQuerySet(models.QuerySet["FieldRules"]):
    def in_force(self) -> "FieldRulesQuerySet":
        """The newest of each schema."""
        return self.order_by("schema_name", "-version").distinct("schema_name")

    def of(self, schema_name: str) -> "FieldRulesQuerySet":
        """Every version, the newest first."""
        return self.filter(schema_name=schema_name).order_by("-version")


class FieldRules(models.Model):
    """One version for a schema, whichever version that has; never changed nor deleted (the database refuses)."""

    schema_name = models.SlugField()
    version = models.PositiveIntegerField()
    rules = models.JSONField()
    reason = models.CharField(max_length=300)
    # Nobody: they shipped.
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    objects = FieldRulesQuerySet.as_manager()

    class Meta:
        ordering = ("schema_name", "-version")
        constraints = [
            models.UniqueConstraint(fields=("schema_name", "version"), name="one_version_of_field_rules"),
        ]

    def __str__(self) -> str:
        return f"rules for the fields of {self.schema_name}, version {self.version}"


def remember_rules(user: Any, rules: Any) -> None:
    """What was read along with the account, as the database gave it, so that nobody asks for it again."""
    user.field_rules = json.loads(rules) if isinstance(rules, str) else rules


def rules_in_force() -> dict[str, Any]:
    """By the name of a schema."""
    return dict(FieldRules.objects.in_force().values_list("schema_name", "rules"))
