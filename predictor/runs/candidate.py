"""The page of one candidate: what it got right and wrong on students it had not seen, and how it was set."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mlcore.models import CandidateResult, TrainingRun
from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.words import diagnosis
from mlcore.pipeline.words.names import points
from predictor.charts import curves, prediction_dots
from predictor.charts.interval_marks import IntervalMark, interval_mark, shared_scale
from predictor.runs import stored as figures
from predictor.runs.reads import target_of
from predictor.runs.standings import placed
from predictor.runs.tuning import settings_of, tried_of


@dataclass(frozen=True)
class HeldOut:
    """The picture of the students that were set aside, and the same in words."""

    statement: str
    rows: int
    agreement: prediction_dots.Dots
    residuals: prediction_dots.Dots
    bands: list[tuple[str, int, str]]


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class LearningCurve:
    curve: curves.Curve
    rows: list[tuple[int, str, str, str]]
    said: str


def held_out(result: CandidateResult, target: Field) -> HeldOut | None:
    """None where the run did not store its predictions."""
    actual: Sequence[float] = result.run.details.get("parts", {}).get("held_out_actual", [])
    predicted: Sequence[float] = result.figures.get("held_out_predictions", [])
    if not actual or len(actual) != len(predicted):
        return None
    off = sorted(abs(guess - real) for guess, real in zip(predicted, actual, strict=True))
    return HeldOut(
        statement=(
            f"Asked about {len(off):,} students it had never seen, it was {points(statistics.fmean(off), target)} off "
            f"on average. For 9 of 10 of them it was at most {points(off[max(0, -(-9 * len(off) // 10) - 1)], target)} "
            "off."
        ),
        rows=len(off),
        agreement=prediction_dots.agreement(actual, predicted),
        residuals=prediction_dots.residuals(actual, predicted),
        bands=[_band(band, target) for band in prediction_dots.bands(actual, predicted)],
    )


def _band(band: prediction_dots.Band, target: Field) -> tuple[str, int, str]:
    between = f"{figures.number(band.low, 0)} to {figures.number(band.high, 0)}"
    return between, band.n, figures.signed(band.bias, target)


def group_tables(
    stored: Sequence[Mapping[str, Any]], schema: Schema, inputs: Sequence[str], target: Field
) -> list[GroupTable]:
    """One table per field, all on the same axis; a field that has left the schema is passed over."""
    known = {field.slug: field for field in schema.fields}
    scale = shared_scale((group["bias"] for one in stored for group in one["groups"]), from_zero=True)
    return [
        GroupTable(
            known[one["field"]],
            [_group_row(group, scale, target) for group in one["groups"]],
            list(one["hidden"]),
            one["field"] not in inputs,
        )
        for one in stored
        if one["field"] in known
    ]


def _group_row(group: Mapping[str, Any], scale: Any, target: Field) -> GroupRow:
    covered = group.get("covered")
    return GroupRow(
        group=group["group"],
        n=group["n"],
        bias=figures.signed(group["bias"]["mean"], target),
        interval=figures.span(group["bias"], target),
        mark=interval_mark(group["bias"], scale),
        error=figures.size(group["mae"]["mean"], target),
        error_interval=figures.span(group["mae"], target),
        covered=figures.percent(covered["mean"]) if covered else "",
        covered_interval=f"{covered['low'] * 100:.0f} to {covered['high'] * 100:.0f}" if covered else "",
    )


def lean(tables: Sequence[Mapping[str, Any]]) -> str:
    """Whether predictions lean for any group, said with the number of looks that it took."""
    groups = [group for one in tables for group in one["groups"]]
    leaning = [group for group in groups if group["bias"]["low"] > 0 or group["bias"]["high"] < 0]
    if not groups:
        return ""
    if not leaning:
        return f"For none of the {len(groups)} groups do predictions lean clearly to one side."
    return (
        f"For {len(leaning)} of {len(groups)} groups predictions lean to one side; "
        f"{'fewer than one' if len(groups) < 20 else f'about {len(groups) / 20:.0f}'} would by chance alone."
    )


def learning_curve(result: CandidateResult, target: Field) -> LearningCurve | None:
    stored: list[Mapping[str, float]] = result.figures.get("learning_curve", [])
    if len(stored) < 2:
        return None
    drawn = curves.curve(
        [point["rows"] for point in stored],
        [[point["unseen"] for point in stored], [point["learned"] for point in stored]],
        [point["low"] for point in stored],
        [point["high"] for point in stored],
    )
    rows = [
        (
            int(point["rows"]),
            figures.size(point["learned"], target),
            figures.size(point["unseen"], target),
            figures.span(point, target),
        )
        for point in stored
    ]
    return LearningCurve(drawn, rows, diagnosis.more_rows(stored, target))


def page(result: CandidateResult, compared: Sequence[CandidateResult]) -> dict[str, Any]:
    run: TrainingRun = result.run
    target = target_of(run)
    schema: Schema = run.model_version.schema_version.schema
    groups = result.figures.get("held_out_groups", [])
    return {
        "standing": placed(result, compared),
        "held_out": held_out(result, target),
        "groups": group_tables(groups, schema, schema.task(run.task.slug).inputs, target),
        "lean": lean(groups),
        "settings": settings_of(result),
        "tried": tried_of(result),
        "curve": learning_curve(result, target),
        "target": target,
    }
