"""Schemas and the questions asked of them."""

import json
from functools import cached_property, lru_cache

from django.db import models
from django.utils import timezone

from mlcore.pipeline.schema import Field, Question, Schema


class SchemaVersion(models.Model):
    """One version of a schema; its content never changes, a changed TOML file gets a new version."""

    name = models.SlugField()
    version = models.PositiveIntegerField()
    content = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name", "version")
        constraints = [models.UniqueConstraint(fields=("name", "version"), name="one_row_per_schema_version")]

    def __str__(self) -> str:
        return f"{self.name} (version {self.version})"

    @cached_property
    def schema(self) -> Schema:
        return _parsed(json.dumps(self.content))


@lru_cache(maxsize=64)
def _parsed(content: str) -> Schema:
    """Once per process: parsing takes a millisecond, and thousands of rows name few schemas."""
    return Schema.from_dict(json.loads(content))


class Task(models.Model):
    """One question asked of a schema, e.g. the maths score from everything else."""

    slug = models.SlugField(unique=True)
    schema_version = models.ForeignKey(SchemaVersion, on_delete=models.PROTECT, related_name="tasks")
    label = models.CharField(max_length=200)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.label

    @property
    def question(self) -> Question:
        return self.schema_version.schema.task(self.slug)

    @property
    def target(self) -> Field:
        return self.schema_version.schema.field(self.question.target)
