"""The page of one prediction: its reasons, what went in, what was not used, and which model answered."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mlcore.models import Promotion, SchemaVersion
from mlcore.models.schemas import seen_as
from mlcore.pipeline.schema import MANY_INPUTS, Field, Schema
from mlcore.words.numbers import count, number
from predictor.charts import ranges
from predictor.models import Explanation, Prediction
from predictor.predicting import words

# With one decimal the column adds up.
DECIMALS = 1
# Of very many reasons the largest are shown, and what all others come to.
MOST_ON_A_PAGE, MOST_SHOWN = MANY_INPUTS, 15
# Of the models whose reasons are sampled above 40 inputs, those where the error is not small beside a tenth of a point
# (measured: docs/decisions.md).
HARDLY_TOLD = {"knn"}


@dataclass(frozen=True)
class ReasonLine:
    """How many points one field accounts for, against the average student in the data."""

    field: Field
    shown: str
    points: str
    bar: ranges.Bar


@dataclass(frozen=True)
class Reasons:
    rows: list[ReasonLine]
    reference: str
    difference: str
    value: str
    others: list[ReasonLine]
    others_together: str = ""
    not_shown: str = ""


@dataclass(frozen=True)
class Shares:
    """Contributions of the fields that whoever reads may see, and the sum of all others; None where all are shown."""

    shown: Mapping[str, float]
    other: float | None


def shared_out(prediction: Prediction, explanation: Explanation) -> Shares:
    closed, contributions = prediction.closed.see, explanation.contributions
    shown = {slug: points for slug, points in contributions.items() if slug not in closed}
    others = [points for slug, points in contributions.items() if slug in closed]
    return Shares(shown, math.fsum(others) if others else None)


def schema_of(prediction: Prediction) -> Schema:
    """The schema that the answers were entered under, which may be older than the task's, as whoever reads may see it;
    what a policy left out of the version that answered is no input."""
    entered: SchemaVersion = prediction.submission.schema_version
    own = entered.schema.leaving_out(prediction.task.slug, prediction.model_version.left_out)
    return seen_as(own, entered.closed.see)


def reasons(prediction: Prediction, explanation: Explanation) -> Reasons:
    """Largest contribution first, whichever way it points; of equal ones, the field that the schema names first."""
    contributions: Mapping[str, float] = explanation.contributions
    schema, answers = schema_of(prediction), prediction.submission.answers
    shares = shared_out(prediction, explanation)
    bars = ranges.bars(shares.shown)
    # Postgres gives the keys of a stored object in an order of its own.
    in_order = (field.slug for field in schema.fields if field.slug in shares.shown)
    slugs = sorted(in_order, key=lambda slug: -abs(contributions[slug]))
    rows = [
        ReasonLine(
            schema.field(slug),
            schema.field(slug).shown(answers.get(slug)),
            contribution(contributions[slug]),
            bars[slug],
        )
        for slug in slugs
    ]
    shown = MOST_SHOWN if len(rows) > MOST_ON_A_PAGE else len(rows)
    return Reasons(
        rows[:shown],
        reference=number(explanation.reference, DECIMALS),
        difference=contribution(prediction.value - explanation.reference),
        value=number(prediction.value, DECIMALS),
        others=rows[shown:],
        others_together=contribution(math.fsum(contributions[slug] for slug in slugs[shown:])),
        not_shown="" if shares.other is None else contribution(shares.other),
    )


def how_sure(prediction: Prediction, explanation: Explanation) -> str:
    """That small reasons say little one by one, where the error of sampling is about as large; else empty."""
    inputs = len(explanation.contributions)
    if inputs <= MOST_ON_A_PAGE or prediction.model_version.candidate not in HARDLY_TOLD:
        return ""
    told = _(
        "With %(inputs)s inputs, what each of them contributes is estimated from samples: small figures may be off by "
        "as much as they are, only all of them together are exact."
    )
    return told % {"inputs": count(inputs)}


def contribution(points: float) -> str:
    return number(points, DECIMALS, sign=True)


def went_in(prediction: Prediction) -> list[words.Entered]:
    schema = schema_of(prediction)
    fields = schema.inputs(schema.task(prediction.task.slug))
    return words.entered(fields, prediction.submission.answers)


def went_in_hidden(prediction: Prediction) -> int:
    """How many entries went in besides, that whoever reads may not see."""
    answers, closed = prediction.submission.answers, prediction.closed.see
    return sum(answers.get(slug) is not None for slug in closed)


def not_used(prediction: Prediction) -> list[Field]:
    """Fields of the schema that the task leaves alone."""
    schema = schema_of(prediction)
    question = schema.task(prediction.task.slug)
    used = {*question.inputs, question.target}
    return [field for field in schema.fields if field.slug not in used]


def serving_since(prediction: Prediction) -> Promotion | None:
    """When the model version that answered had last become the live one."""
    promotions = prediction.model_version.promotions.filter(at__lte=prediction.made_at)
    latest: Promotion | None = promotions.first()
    return latest
