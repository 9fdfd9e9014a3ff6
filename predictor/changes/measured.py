"""How exactly tests measure: the standard error of each score of a schema, as far as models tell."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from mlcore.models import ModelVersion, Task
from mlcore.pipeline.schema import Field, Question, Schema
from mlcore.versions import live

if TYPE_CHECKING:
    from mlcore.pipeline.bundle.bundle import Bundle

# Nothing is missing.
COMPLETE: frozenset[str] = frozenset()


def scores_in(schema: Schema, question: Question) -> tuple[Field, ...]:
    """Inputs that are scores of a test: what a question asks for, and numbers on the scale of the target."""
    asked = {one.target for one in schema.tasks}
    target = schema.field(question.target)
    like = (target.unit, target.minimum, target.maximum)
    return tuple(
        field
        for field in schema.inputs(question)
        if field.is_number and (field.slug in asked or (field.unit, field.minimum, field.maximum) == like)
    )


class Measured:
    """Of the scores of one schema, asked once for many students."""

    def __init__(self, schema_name: str) -> None:
        self._name = schema_name

    def error(self, field: Field, score: float) -> float | None:
        """The smallest of what the live models that predict it leave open: each is at least the error of the test.
        None where none tells."""
        from mlcore.pipeline.forecast.re_sits import error_at_most

        told = [bundle.ranges.quantiles(COMPLETE, score) for bundle in self._bundles.get(field.slug, ())]
        found = [error_at_most(quantiles) for quantiles in told if quantiles is not None]
        return min(found, default=None)

    def errors(self, tests: Iterable[Field], row: Mapping[str, object], bundle: "Bundle") -> dict[str, float]:
        """Of the tests whose score is known; where no model predicts one, from how far scores lie apart."""
        known = {field.slug: (field, score) for field in tests if isinstance(score := row.get(field.slug), float | int)}
        return {slug: self.error(field, float(score)) or _apart(slug, bundle) for slug, (field, score) in known.items()}

    @cached_property
    def _bundles(self) -> "dict[str, list[Bundle]]":
        """By what they predict."""
        tasks = Task.objects.filter(schema_version__name=self._name)
        rows = ModelVersion.objects.live().filter(task__in=tasks).select_related("task")
        found: dict[str, list[Bundle]] = {}
        for version in rows:
            if bundle := live.readable_bundle_of(version):
                found.setdefault(bundle.task.target, []).append(bundle)
        return found


def _apart(slug: str, bundle: "Bundle") -> float:
    from mlcore.pipeline.forecast.re_sits import error_of

    scores = [row.get(slug) for row in bundle.background]
    return error_of([float(score) for score in scores if isinstance(score, float | int)])
