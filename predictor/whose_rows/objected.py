"""Which versions may have learned from students who object by now: told at a glance, without a look at any row."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Max

from mlcore.models import ModelVersion
from predictor.models import Student


def objected_since(versions: Iterable[ModelVersion]) -> list[ModelVersion]:
    """Those that were trained before somebody objected of whom a result is known that they predict. One query; each has
    its task and its run. Which rows they really learned from the page of the objection says."""
    objecting = Student.objects.exclude(objected_at=None).order_by()
    by_target = objecting.values_list("outcomes__schema_name", "outcomes__field")
    newest = {(schema, field): at for schema, field, at in by_target.annotate(newest=Max("objected_at"))}
    return [version for version in versions if _is_older(version, newest)]


def _is_older(version: ModelVersion, newest: Mapping[tuple[str, str], datetime]) -> bool:
    schema = version.task.schema_version
    at = newest.get((schema.name, version.task.question.target))
    return at is not None and at > version.run.started_at
