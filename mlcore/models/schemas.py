"""Schemas and the questions asked of them."""

import json
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy

from mlcore.pipeline.schema import Field, Question, Schema


@dataclass(frozen=True)
class Closed:
    """Slugs of a schema's fields that somebody may not `see`, and that they may not `enter`."""

    see: frozenset[str] = frozenset()
    enter: frozenset[str] = frozenset()


OPEN = Closed()
# What a field is called to whoever may not see it.
NOT_SHOWN = gettext_lazy("an entry that is not shown to you")
# What is closed, by the name of a schema, to whoever is answered now, as their language is: the product says so at the
# beginning of each request. Jobs and commands read everything.
CLOSED: ContextVar[Callable[[str], Closed]] = ContextVar("closed", default=lambda name: OPEN)  # not for readers


class SchemaVersionQuerySet(models.QuerySet["SchemaVersion"]):
    def names(self) -> set[str]:
        return set(self.order_by().values_list("name", flat=True))

    def sensitive_in(self, name: str) -> frozenset[str]:
        """Slugs of fields that any version of the schema calls sensitive."""
        fields = (field for version in self.filter(name=name) for field in version.schema.fields)
        return frozenset(field.slug for field in fields if field.sensitive)


class SchemaVersion(models.Model):
    """One version of a schema; its content never changes, a changed TOML file gets a new version."""

    name = models.SlugField()
    version = models.PositiveIntegerField()
    content = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)

    objects = SchemaVersionQuerySet.as_manager()

    class Meta:
        ordering = ("name", "version")
        constraints = [models.UniqueConstraint(fields=("name", "version"), name="one_row_per_schema_version")]

    def __str__(self) -> str:
        return f"{self.name} (version {self.version})"

    @cached_property
    def schema(self) -> Schema:
        """In full: by this is learned, checked and stored."""
        return _parsed(json.dumps(self.content))

    @property
    def closed(self) -> Closed:
        """To whoever is answered now."""
        return CLOSED.get()(self.name)

    @property
    def shown(self) -> Schema:
        """As whoever is answered now may see it: by this pages, files and the API are made."""
        return seen_as(self.schema, self.closed.see)

    @property
    def entered(self) -> Schema:
        """As whoever is answered now may enter it."""
        return seen_as(self.schema, self.closed.enter)


@lru_cache(maxsize=64)
def _parsed(content: str) -> Schema:
    """Once per process: parsing takes a millisecond, and thousands of rows name few schemas."""
    return Schema.from_dict(json.loads(content))


def seen_as(schema: Schema, closed: frozenset[str]) -> Schema:
    """Without fields that somebody may not see."""
    return _reduced(schema, closed, str(NOT_SHOWN)) if closed else schema


@lru_cache(maxsize=256)
def _reduced(schema: Schema, slugs: frozenset[str], called: str) -> Schema:
    return schema.without(slugs, called)


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
