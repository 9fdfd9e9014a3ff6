"""Known limits of a model, in sentences: what its own figures warn of, then what holds for every model of this kind."""

from collections.abc import Iterator, Mapping, Sequence

from mlcore.pipeline.distribution.levels import NARROW
from mlcore.pipeline.results.diagnosis import FieldDependence, FieldErrors, GroupError
from mlcore.pipeline.results.groups import Group
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.schema import Field, Schema
from mlcore.words.exploration import FEW
from mlcore.words.groups import called, named
from mlcore.words.names import listed, name, opening, the
from mlcore.words.numbers import amount, number, percent, students

# Of the narrower range; groups are held against it.
ASKED = NARROW / 100
# Of a hidden group, and of those beside it: which is which would tell how small it is.
NOT_SHOWN = f"not shown, as figures could be traced to {FEW} students"
# One interval in this many leaves zero out by chance alone.
LOOKS = 20

DEMO = "It learned from made-up rows. Nothing it says holds for real students."
NO_GAIN = "It is not clearly better than saying the average score for everybody."


def opposite(dependences: Sequence[FieldDependence], inputs: Sequence[Field]) -> str:
    slugs = {measured.field for measured in dependences if measured.contrast and measured.contrast.opposite}
    labels = [the(field) for field in inputs if field.slug in slugs]
    if not labels:
        return ""
    return (
        f"On {listed(labels)}, the model and the plain data differ in sign once the other inputs are known. "
        "Its predictions must not be read as what would happen if that changed."
    )


def leaning(errors: Sequence[FieldErrors], schema: Schema, target: Field) -> str:
    """Every group whose interval leaves zero out, by name: the reader decides which of them matters."""
    groups = list(_groups(errors, schema))
    said = [f"{one} ({_lean(group, target)})" for one, group in groups if group.bias.leaves_zero_out]
    if not said:
        return ""
    return (
        f"Its predictions lean to one side for {listed(said)}. "
        f"Of {len(groups)} groups of all fields looked at, {by_chance(len(groups))} would by chance alone."
    )


def _lean(group: GroupError, target: Field) -> str:
    """How far and to which side, and where its range held less often than it should."""
    bias, covered = group.bias, group.covered
    near, far = sorted((abs(bias.low), abs(bias.high)))
    side = "high" if bias.mean > 0 else "low"
    off = (
        f"{_never_zero(bias.mean, target)} {target.unit or 'points'} too {side}, "
        f"between {_never_zero(near, target)} and {_never_zero(far, target)}"
    )
    is_short = covered is not None and covered.mean < ASKED
    return f"{off}; its {NARROW} % range held for {percent(covered.mean)}" if covered and is_short else off


def _never_zero(value: float, target: Field) -> str:
    """The interval leaves zero out, so none of its figures reads as zero."""
    return amount(value, target, extra=1)


def held_less_often(errors: Sequence[FieldErrors], schema: Schema) -> str:
    held = [(one, group.covered) for one, group in _groups(errors, schema) if group.covered]
    missed = [f"{one} ({percent(covered.mean)})" for one, covered in held if _is_short(covered)]
    if not missed:
        return ""
    return (
        f"Its {NARROW} % ranges held clearly less often for {listed(missed)}. "
        f"That is {len(missed)} of {len(held)} groups of all fields looked at."
    )


def _is_short(covered: Estimate) -> bool:
    return covered.high < ASKED


def too_few(errors: Sequence[FieldErrors], schema: Schema) -> str:
    fields = _fields(schema)
    hidden = [
        _hidden(fields[of_field.field], of_field.hidden)
        for of_field in errors
        if of_field.field in fields and of_field.hidden
    ]
    return f"{opening(NOT_SHOWN)}: {'; '.join(hidden)}. For them it may be further off." if hidden else ""


def _hidden(field: Field, groups: Sequence[Group]) -> str:
    return f"{name(field)} {listed([f'“{called(group, field)}”' for group in groups])}"


def not_shown(groups: Sequence[Group], field: Field) -> str:
    """Which groups of a field have no figures; empty where all have."""
    return f"{opening(NOT_SHOWN)}: {', '.join(called(group, field) for group in groups)}" if groups else ""


def needs(inputs: Sequence[Field]) -> str:
    numbers = [the(field) for field in inputs if field.is_number]
    return f"Without {listed(numbers)} the ranges can be wider; each prediction says so." if numbers else ""


def elsewhere(rows: int) -> str:
    return (
        f"It describes the {students(rows)} it learned from. For another school, year or test it has to be "
        "trained again and looked at again."
    )


def _groups(errors: Sequence[FieldErrors], schema: Schema) -> Iterator[tuple[str, GroupError]]:
    """Every group with the name of its field; a field that has left the schema is passed over."""
    fields = _fields(schema)
    for of_field in errors:
        if of_field.field in fields:
            yield from ((named(fields[of_field.field], group.group), group) for group in of_field.groups)


def _fields(schema: Schema) -> Mapping[str, Field]:
    return {field.slug: field for field in schema.fields}


def lean(tables: Sequence[FieldErrors]) -> str:
    """For whom predictions lean to one side, with the number of looks that it took."""
    groups = [group for table in tables for group in table.groups]
    leaning = sum(group.bias.leaves_zero_out for group in groups)
    if not groups:
        return ""
    if not leaning:
        return f"For none of the {len(groups)} groups do predictions lean clearly to one side."
    return (
        f"For {leaning} of {len(groups)} groups predictions lean to one side; {by_chance(len(groups))} would by chance "
        "alone."
    )


def by_chance(looks: int) -> str:
    """How many groups would seem to lean where none does."""
    return "fewer than one" if looks < LOOKS else f"about {number(looks / LOOKS)}"
