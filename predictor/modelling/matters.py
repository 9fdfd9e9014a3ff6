"""What matters to a model: how much it leans on each field, and how its predictions follow it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mlcore.models import TrainingRun
from mlcore.pipeline import diagnosis_words
from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.wording import listed, name
from predictor.charts import curves
from predictor.charts.interval_marks import IntervalMark, interval_mark, shared_scale
from predictor.charts.scale import Scale
from predictor.modelling import figures
from predictor.modelling.runs import target_of

Stored = Mapping[str, Any]


@dataclass(frozen=True)
class Weight:
    field: Field
    points: str
    interval: str
    mark: IntervalMark | None
    is_clear: bool


@dataclass(frozen=True)
class Choice:
    label: str
    value: str
    interval: str
    mark: IntervalMark | None


@dataclass(frozen=True)
class Dependence:
    """One field: choices as marks or a number as a curve; the plain difference beside; a note where signs differ."""

    field: Field
    choices: list[Choice]
    curve: curves.Curve | None
    raw: str
    raw_interval: str
    own: str
    own_interval: str
    between: str
    note: str
    said: str


def weights(run: TrainingRun) -> list[Weight]:
    """Largest first; empty for a run that did not measure them."""
    schema, target = _schema(run), target_of(run)
    stored: Sequence[Stored] = figures.diagnosis_of(run).get("importance", [])
    scale = shared_scale((one["points"] for one in stored), from_zero=True)
    return [
        Weight(
            schema.field(one["field"]),
            figures.signed(one["points"]["mean"], target),
            figures.span(one["points"], target),
            interval_mark(one["points"], scale),
            one["points"]["low"] > 0,
        )
        for one in stored
    ]


def summary(found: Sequence[Weight]) -> str:
    """The fields that count most and those that hardly count, in a sentence."""
    if not found:
        return ""
    clear = [one.field for one in found if one.is_clear]
    hardly = [one.field for one in found if not one.is_clear]
    if not clear:
        return "No single field clearly matters to this model."
    said = f"This model leans most on the {listed([name(field) for field in clear[:2]])}."
    if hardly:
        said += f" Without the {listed([name(field) for field in hardly])} it would answer about as well."
    return said


def dependences(run: TrainingRun) -> list[Dependence]:
    """Those whose signs differ first, then in the order of the schema."""
    schema, target = _schema(run), target_of(run)
    stored: Sequence[Stored] = [one for one in figures.diagnosis_of(run).get("dependence", []) if one["points"]]
    if not stored:
        return []
    numbers, choices = (
        [one for one in stored if schema.field(one["field"]).is_number is wanted] for wanted in (True, False)
    )
    found = {
        one["field"]: _dependence(one, schema.field(one["field"]), target, _scale(part))
        for part in (choices, numbers)
        for one in part
    }
    ordered = [found[one["field"]] for one in stored]
    return sorted(ordered, key=lambda one: not one.note)


def _scale(stored: Sequence[Stored]) -> Scale:
    """Choices move a prediction less than numbers do, so each kind has an axis of its own."""
    return curves.common_scale([point["value"] for one in stored for point in one["points"]])


def _dependence(stored: Stored, field: Field, target: Field, scale: Scale) -> Dependence:
    contrast = stored["contrast"]
    opposite = contrast is not None and contrast["opposite"]
    return Dependence(
        field=field,
        choices=[] if field.is_number else [_choice(point, target, scale) for point in stored["points"]],
        curve=_curve(stored["points"], scale) if field.is_number and len(stored["points"]) > 1 else None,
        raw=figures.signed(contrast["raw"], target) if contrast else "",
        raw_interval=_raw_interval(contrast, target),
        own=figures.signed(contrast["own"]["mean"], target) if contrast else "",
        own_interval=figures.span(contrast["own"], target) if contrast else "",
        between=f"“{contrast['higher']}” minus “{contrast['lower']}”" if contrast else "",
        note=diagnosis_words.opposite_signs(contrast, field, target) if opposite else "",
        said=diagnosis_words.same_signs(contrast, field, target) if contrast and not opposite else "",
    )


def _raw_interval(contrast: Stored | None, target: Field) -> str:
    if not contrast or contrast["raw_low"] is None:
        return ""
    return figures.span({"low": contrast["raw_low"], "high": contrast["raw_high"]}, target)


def _choice(point: Stored, target: Field, scale: Scale) -> Choice:
    value = point["value"]
    return Choice(
        point["at"], figures.size(value["mean"], target), figures.span(value, target), interval_mark(value, scale)
    )


def _curve(points: Sequence[Stored], scale: Scale) -> curves.Curve:
    values = [point["value"] for point in points]
    return curves.curve(
        [point["at"] for point in points],
        [[value["mean"] for value in values]],
        [value["low"] for value in values],
        [value["high"] for value in values],
        upwards=scale,
    )


def _schema(run: TrainingRun) -> Schema:
    schema: Schema = run.model_version.schema_version.schema
    return schema
