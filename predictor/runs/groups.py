"""Errors by group as tables: on the page of a candidate and on the card."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mlcore.pipeline.distribution.levels import NARROW
from mlcore.pipeline.results.diagnosis import FieldErrors, GroupError
from mlcore.pipeline.schema import Field, Schema
from mlcore.words.exploration import few
from mlcore.words.groups import called
from mlcore.words.limits import not_shown
from mlcore.words.numbers import count, interval, percent, percents, signed, size
from predictor.charts.interval_marks import IntervalMark, interval_mark, shared_scale
from predictor.charts.scale import Scale

COLUMNS = 5
COVERED = gettext_noop("Inside the %(share)s %% range")


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    group: str
    n: str
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
    hidden: str
    kept_out: bool


@dataclass(frozen=True)
class GroupTables:
    """All on the same axis; `covered` is the heading of the column about the ranges, empty where there is none."""

    tables: list[GroupTable]
    covered: str = ""

    @property
    def few(self) -> str:
        return few()

    @property
    def width(self) -> int:
        return COLUMNS + bool(self.covered)


def group_tables(
    errors: Sequence[FieldErrors], schema: Schema, inputs: Sequence[str], target: Field, *, covered: str = ""
) -> GroupTables:
    """One table per field; a field that has left the schema is passed over."""
    fields = {field.slug: field for field in schema.fields}
    scale = shared_scale((group.bias for of_field in errors for group in of_field.groups), from_zero=True)
    tables = [
        GroupTable(
            fields[of_field.field],
            _group_rows(of_field, fields[of_field.field], scale, target),
            not_shown(of_field.hidden, fields[of_field.field]),
            of_field.field not in inputs,
        )
        for of_field in errors
        if of_field.field in fields
    ]
    return GroupTables(tables, _(covered) % {"share": NARROW} if covered else "")


def _group_rows(errors: FieldErrors, field: Field, scale: Scale | None, target: Field) -> list[GroupRow]:
    in_tens = bool(errors.hidden)
    return [_group_row(called(group.group, field), group, scale, target, in_tens=in_tens) for group in errors.groups]


def _group_row(name: str, group: GroupError, scale: Scale | None, target: Field, *, in_tens: bool) -> GroupRow:
    return GroupRow(
        group=name,
        n=count(group.n, in_tens=in_tens),
        bias=signed(group.bias.mean, target),
        interval=interval(group.bias, target),
        mark=interval_mark(group.bias, scale),
        error=size(group.mae.mean, target),
        error_interval=interval(group.mae, target),
        covered=percent(group.covered.mean) if group.covered else "",
        covered_interval=percents(group.covered),
    )
