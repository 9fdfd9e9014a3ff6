"""Known limits of a version: what its own stored figures warn of, then what holds for every model of this kind."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mlcore.models import ModelVersion
from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.words.names import listed, name, the
from predictor.runs import stored
from predictor.runs.reads import target_of

# Of the narrower range; groups are held against it.
ASKED = 0.8

Looked = Mapping[str, Any]


def limits_of(version: ModelVersion, inputs: Sequence[Field]) -> list[str]:
    """Sentences; those that say least of this version come last."""
    diagnosis, dataset = stored.diagnosis_of(version.run), version.run.dataset
    groups = diagnosis.get("groups", [])
    schema: Schema = version.schema_version.schema
    found = [
        "It learned from made-up rows. Nothing it says holds for real students." if dataset.is_demo else "",
        _no_gain(version.run.details),
        _opposite(diagnosis, inputs),
        _leaning(groups, schema, target_of(version.run)),
        _held_less_often(groups, schema),
        _too_few(groups, schema),
        _needs(inputs),
        f"It describes the {dataset.rows:,} students it learned from. For another school, year or test it has to be "
        "trained again and looked at again.",
    ]
    return [sentence for sentence in found if sentence]


def _no_gain(details: Mapping[str, Any]) -> str:
    if details.get("beats_baseline", True):
        return ""
    return "It is not clearly better than saying the average score for everybody."


def _opposite(diagnosis: Mapping[str, Any], inputs: Sequence[Field]) -> str:
    opposite = [one["field"] for one in diagnosis.get("dependence", []) if (one["contrast"] or {}).get("opposite")]
    labels = [the(field) for field in inputs if field.slug in opposite]
    if not labels:
        return ""
    return (
        f"On {listed(labels)}, the model and the plain data differ in sign once the other inputs are known. "
        "Its predictions must not be read as what would happen if that changed."
    )


def _leaning(groups: Sequence[Looked], schema: Schema, target: Field) -> str:
    """Every group whose interval leaves zero out, by name: the reader decides which of them matters."""
    looked_at = list(_each(groups, schema))
    named = [
        f"{called} ({_lean(group, target)})"
        for called, group in looked_at
        if group["bias"]["low"] > 0 or group["bias"]["high"] < 0
    ]
    if not named:
        return ""
    by_chance = "fewer than one" if len(looked_at) < 20 else f"about {len(looked_at) / 20:.0f}"
    return (
        f"Its predictions lean to one side for {listed(named)}. "
        f"Of {len(looked_at)} groups of all fields looked at, {by_chance} would by chance alone."
    )


def _lean(group: Looked, target: Field) -> str:
    """How far and to which side, and where its range held less often than it should."""
    bias, covered = group["bias"], group["covered"]
    near, far = sorted((abs(bias["low"]), abs(bias["high"])))
    side = "high" if bias["mean"] > 0 else "low"
    said = (
        f"{_size(bias['mean'], target)} {target.unit or 'points'} too {side}, "
        f"between {_size(near, target)} and {_size(far, target)}"
    )
    is_short = covered and covered["mean"] < ASKED
    return f"{said}; its 80 % range held for {stored.percent(covered['mean'])}" if is_short else said


def _size(value: float, target: Field) -> str:
    """Never zero: the interval leaves it out."""
    shown = stored.size(abs(value), target)
    return shown if shown.strip("0.") else f"less than {shown[:-1]}1"


def _held_less_often(groups: Sequence[Looked], schema: Schema) -> str:
    held = [(called, group["covered"]) for called, group in _each(groups, schema) if group["covered"]]
    missed = [f"{called} ({stored.percent(one['mean'])})" for called, one in held if one["high"] < ASKED]
    if not missed:
        return ""
    return (
        f"Its 80 % ranges held clearly less often for {listed(missed)}. "
        f"That is {len(missed)} of {len(held)} groups of all fields looked at."
    )


def _too_few(groups: Sequence[Looked], schema: Schema) -> str:
    fields = _fields(schema)
    hidden = [
        f"{name(fields[one['field']])} {listed([f'“{choice}”' for choice in one['hidden']])}"
        for one in groups
        if one["field"] in fields and one["hidden"]
    ]
    return f"Too few students to measure: {'; '.join(hidden)}. For them it may be further off." if hidden else ""


def _needs(inputs: Sequence[Field]) -> str:
    numbers = [the(field) for field in inputs if field.is_number]
    return f"Without {listed(numbers)} the ranges are wider; each prediction says so." if numbers else ""


def _each(groups: Sequence[Looked], schema: Schema) -> Iterator[tuple[str, Looked]]:
    """Every group with the name of its field; a field that has left the schema is passed over."""
    fields = _fields(schema)
    for one in groups:
        if one["field"] in fields:
            yield from ((_called(fields[one["field"]], group["group"]), group) for group in one["groups"])


def _called(field: Field, group: str) -> str:
    """'gender “female”', but 'maths score 63 to 75'."""
    return f"{name(field)} {group if field.is_number and group[:1].isdigit() else f'“{group}”'}"


def _fields(schema: Schema) -> dict[str, Field]:
    return {field.slug: field for field in schema.fields}
