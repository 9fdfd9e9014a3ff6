"""Too little to learn from: few rows, few groups, and rows that are copies of others."""

from collections.abc import Iterator

import pandas as pd

from mlcore.pipeline.results.cautions import Caution
from mlcore.pipeline.rows.columns import column
from mlcore.pipeline.rows.repeats import count_repeats, repeated_rows
from mlcore.pipeline.schema import Field, Question, Schema

# Of fewer, an RMSE is unsure by over 14 % and the share that a range holds by over 6 of 100.
FEW_ROWS = 100
# What differs between groups is then told by fewer than ten figures.
FEW_GROUPS = 10
# Fewer copies change no figure by more than chance does.
MANY_REPEATS = 0.01


def few_rows(known: int, rows: int, target: Field) -> Iterator[Caution]:
    if known < FEW_ROWS:
        yield Caution(kind="few rows", target=target.slug if known < rows else "", count=known, of=rows)


def few_groups(rows: pd.DataFrame, schema: Schema) -> Iterator[Caution]:
    if schema.group is None:
        return
    field = schema.field(schema.group)
    groups = column(rows, field).nunique()
    if groups < FEW_GROUPS:
        yield Caution(kind="few groups", field=field.slug, count=groups)


def repeats(rows: pd.DataFrame, schema: Schema, question: Question) -> Iterator[Caution]:
    apart = {field.slug for field in schema.kept_apart(question)}
    count = count_repeats(repeated_rows(rows, question.inputs, question.target, apart))
    if count >= MANY_REPEATS * len(rows) and count:
        yield Caution(kind="repeats", count=count, of=len(rows))
