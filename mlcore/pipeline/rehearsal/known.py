"""What is known at each point of the year, as the schema says it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.messages import N_
from mlcore.pipeline.schema import Field, Question, Schema


@dataclass(frozen=True)
class Known:
    """Slugs of what is known at a point: inputs in the schema's order; marks on the scale of the target and teachers'
    forecasts of it, the newest first. `point` is blank where the schema has none."""

    point: str
    inputs: tuple[str, ...]
    marks: tuple[str, ...]
    forecasts: tuple[str, ...]


def known_at(schema: Schema, task: Question) -> tuple[Known, ...]:
    """Of each point at which something comes to what was known before; none before the first input. Raises
    TrainingError where no input is left without the year."""
    inputs = [field for field in schema.inputs(task) if field.slug != schema.year]
    if not inputs:
        refused = N_("task %(task)s: the year is its only input, which tells nothing of another year")
        raise TrainingError(refused, task=task.slug)
    return tuple(_new_ones(_at(place, schema, task, inputs) for place in range(max(1, len(schema.points)))))


def _new_ones(each: Iterable[Known]) -> Iterator[Known]:
    before = None
    for known in each:
        if known.inputs and (before is None or known != replace(before, point=known.point)):
            yield known
            before = known


def _at(place: int, schema: Schema, task: Question, inputs: Iterable[Field]) -> Known:
    target = schema.field(task.target)
    there = [field for field in schema.fields if schema.point_of(field) <= place and field is not target]
    return Known(
        point=schema.points[place] if schema.points else "",
        inputs=tuple(field.slug for field in inputs if field in there),
        marks=_newest(schema, [field for field in there if _is_mark(field, target, schema)]),
        forecasts=_newest(schema, [field for field in there if field.forecast_of == target.slug]),
    )


def _is_mark(field: Field, target: Field, schema: Schema) -> bool:
    """On the scale of the target, so that it can be taken for it as it is."""
    if not field.is_number or field.forecast_of or field.slug == schema.year:
        return False
    return (field.bounds, field.unit) == (target.bounds, target.unit)


def _newest(schema: Schema, fields: Iterable[Field]) -> tuple[str, ...]:
    """Of one point those that stand later in the schema count as newer."""
    by_time = sorted(fields, key=lambda field: (schema.point_of(field), schema.fields.index(field)), reverse=True)
    return tuple(field.slug for field in by_time)
