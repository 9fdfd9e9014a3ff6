"""All cautions about the rows that a question is asked of, and about a model that came out of them."""

import pandas as pd

from mlcore.pipeline.results.cautions import Caution
from mlcore.pipeline.results.choice import Selection
from mlcore.pipeline.rows.columns import column
from mlcore.pipeline.rows.privacy import is_small
from mlcore.pipeline.schema import Question, Schema
from mlcore.pipeline.traps.few import few_groups, few_rows, repeats
from mlcore.pipeline.traps.giveaways import TOO_CLOSE, giveaways
from mlcore.pipeline.traps.poor_columns import poor_inputs, poor_target


def cautions(frame: pd.DataFrame, schema: Schema, question: Question) -> tuple[Caution, ...]:
    """Of a checked frame; the worst come first. Of fewer than 10 students only that they are few."""
    target, inputs = schema.field(question.target), schema.inputs(question)
    rows = frame[column(frame, target).notna()]
    found = [*few_rows(len(rows), len(frame), target)]
    if is_small(len(rows)) or not len(rows):
        return tuple(found)
    return (
        *giveaways(rows, inputs, target),
        *repeats(rows, schema, question),
        *found,
        *few_groups(rows, schema),
        *poor_target(rows, target),
        *poor_inputs(rows, inputs),
    )


def cautions_of_all(frame: pd.DataFrame, schema: Schema) -> tuple[Caution, ...]:
    """For every question of a schema, each caution once."""
    found = (caution for question in schema.tasks for caution in cautions(frame, schema, question))
    return tuple(dict.fromkeys(found))


def with_model(found: tuple[Caution, ...], selection: Selection, target: str) -> tuple[Caution, ...]:
    """The cautions about the rows, after one about the chosen model where it is closer than results can be known before
    and no single input explains that: several together may."""
    r2 = selection.qualities.r2
    if r2 < TOO_CLOSE or any(caution.is_leak for caution in found):
        return found
    return (Caution(kind="too good", target=target, share=r2), *found)
