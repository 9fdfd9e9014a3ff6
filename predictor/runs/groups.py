"""Errors by group as tables: on the page of a candidate and on the card."""

from collections.abc import Sequence
from dataclasses import dataclass

from mlcore.pipeline.results.diagnosis import FieldErrors, GroupError
from mlcore.pipeline.schema import Field, Schema
from mlcore.words.groups import called
from mlcore.words.numbers import interval, percent, percents, signed, size
from predictor.charts.interval_marks import IntervalMark, interval_mark, shared_scale
from predictor.charts.scale import Scale


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    group: str
    n: int
    bias: str
    interval: str
    mark: IntervalMark | None
    error: str
    error_interval: str
    covered: str
    covered_interval: str


@dataclass(frozen=True)
class GroupTable:
    """Errors by the groups of one field; `kept_out` where the model never sees that field."""

    field: Field
    rows: list[GroupRow]
    hidden: list[str]
    kept_out: bool


def group_tables(
    errors: Sequence[FieldErrors], schema: Schema, inputs: Sequence[str], target: Field
) -> list[GroupTable]:
    """One table per field, all on the same axis; a field that has left the schema is passed over."""
    fields = {field.slug: field for field in schema.fields}
    scale = shared_scale((group.bias for of_field in errors for group in of_field.groups), from_zero=True)
    return [
        GroupTable(
            fields[of_field.field],
            [_group_row(group, scale, target) for group in of_field.groups],
            [called(group) for group in of_field.hidden],
            of_field.field not in inputs,
        )
        for of_field in errors
        if of_field.field in fields
    ]


def _group_row(group: GroupError, scale: Scale | None, target: Field) -> GroupRow:
    return GroupRow(
        group=called(group.group),
        n=group.n,
        bias=signed(group.bias.mean, target),
        interval=interval(group.bias, target),
        mark=interval_mark(group.bias, scale),
        error=size(group.mae.mean, target),
        error_interval=interval(group.mae, target),
        covered=percent(group.covered.mean) if group.covered else "",
        covered_interval=percents(group.covered),
    )
