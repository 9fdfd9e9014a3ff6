"""What matters to a model: how much it leans on each field, and how its predictions follow it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mlcore.models import TrainingRun
from mlcore.pipeline.schema import Field, Schema, plain
from mlcore.pipeline.words import diagnosis as diagnosis_words
from mlcore.pipeline.words.names import count, decimals, listed, the
from predictor.charts import curves
from predictor.charts.interval_marks import IntervalMark, interval_mark, shared_scale
from predictor.charts.scale import Scale
from predictor.runs import stored as figures
from predictor.runs.reads import target_of

Stored = Mapping[str, Any]

# A share of the model's error: a change that is surely less is called hardly any.
HARDLY = 0.05


@dataclass(frozen=True)
class Weight:
    field: Field
    points: str
    interval: str
    mark: IntervalMark | None
    is_clear: bool
    is_small: bool


@dataclass(frozen=True)
class Point:
    """The average prediction with the field set to one choice or number."""

    label: str
    value: str
    interval: str
    mark: IntervalMark | None


@dataclass(frozen=True)
class Dependence:
    """One field: choices as marks or a number as a curve; the plain difference beside; a note where signs differ."""

    field: Field
    points: list[Point]
    curve: curves.Curve | None
    described: str
    raw: str
    raw_interval: str
    own: str
    own_interval: str
    between: str
    note: str
    said: str


def weights(run: TrainingRun) -> list[Weight]:
    """Largest first; empty for a run that did not measure them."""
    schema, target, diagnosis = _schema(run), target_of(run), figures.diagnosis_of(run)
    stored: Sequence[Stored] = diagnosis.get("importance", [])
    scale = shared_scale((one["points"] for one in stored), from_zero=True)
    return [
        Weight(
            schema.field(one["field"]),
            figures.signed(one["points"]["mean"], target),
            figures.span(one["points"], target),
            interval_mark(one["points"], scale),
            one["points"]["low"] > 0,
            one["points"]["low"] <= 0 and one["points"]["high"] <= HARDLY * diagnosis["out_of_fold"]["rmse"],
        )
        for one in stored
    ]


def summary(found: Sequence[Weight]) -> str:
    """The fields that count most, those that hardly count and those of which nothing can be said."""
    if not found:
        return ""
    clear = [the(one.field) for one in found if one.is_clear]
    hardly = [the(one.field) for one in found if one.is_small]
    open_ = [the(one.field) for one in found if not one.is_clear and not one.is_small]
    said = (
        f"This model leans most on {listed(clear[:2])}." if clear else "No single field clearly matters to this model."
    )
    if hardly:
        said += f" Shuffling {listed(hardly)} hardly changes its error."
    if open_:
        said += f" For {listed(open_)}, a change of its error could not be told from chance."
    return said


def shared(run: TrainingRun) -> str:
    """That a small weight is no sign that a field tells nothing."""
    pair, schema = figures.diagnosis_of(run).get("together"), _schema(run)
    such = ""
    if pair:
        first, second = (the(schema.field(pair[place])) for place in ("first", "second"))
        such = f", such as {first} and {second} here (r\u00a0=\u00a0{figures.number(pair['r'], 2)}),"
    return f"Fields that go together{such} share their weight: with one shuffled, the other still tells much of it."


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
    opposite = contrast is not None and contrast["opposite"] and contrast["raw_low"] is not None
    points = [_point(point, field, target, scale) for point in stored["points"]]
    return Dependence(
        field=field,
        points=points,
        curve=_curve(stored["points"], scale) if field.is_number and len(points) > 1 else None,
        described=_described(points[0], points[-1]),
        raw=figures.signed(contrast["raw"], target) if contrast else "",
        raw_interval=_raw_interval(contrast, target),
        own=figures.signed(contrast["own"]["mean"], target) if contrast else "",
        own_interval=figures.span(contrast["own"], target) if contrast else "",
        between=_between(contrast) if contrast else "",
        note=diagnosis_words.opposite_signs(contrast, field, target) if opposite else "",
        said=diagnosis_words.same_signs(contrast, field, target) if contrast and not opposite else "",
    )


def _between(contrast: Stored) -> str:
    said = f"“{contrast['higher']}” minus “{contrast['lower']}”"
    if not contrast.get("n_higher"):
        return said
    one, other = (count(contrast[name], in_tens=contrast["in_tens"]) for name in ("n_higher", "n_lower"))
    return f"{said} ({one} and {other} students)"


def _raw_interval(contrast: Stored | None, target: Field) -> str:
    if not contrast or contrast["raw_low"] is None:
        return ""
    return figures.span({"low": contrast["raw_low"], "high": contrast["raw_high"]}, target)


def _point(point: Stored, field: Field, target: Field, scale: Scale) -> Point:
    at, value = point["at"], point["value"]
    label = plain(round(at, decimals(field) + 1)) if field.is_number else at
    return Point(label, figures.size(value["mean"], target), figures.span(value, target), interval_mark(value, scale))


def _described(first: Point, last: Point) -> str:
    """A curve's two ends in words, for who does not see it."""
    return (
        f"From {first.value} ({first.interval}) at {first.label} to {last.value} ({last.interval}) at {last.label}; "
        "the table below has every point."
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
