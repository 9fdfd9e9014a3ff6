"""Known limits of a model, in sentences: what its own figures warn of, then what holds for every model of this kind."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mlcore.pipeline.distribution.levels import NARROW
from mlcore.pipeline.results.diagnosis import FieldDependence, FieldErrors, GroupError
from mlcore.pipeline.results.groups import Group
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.schema import Field, Schema
from mlcore.words.exploration import few
from mlcore.words.groups import called, named
from mlcore.words.names import listed, name, opening, the
from mlcore.words.numbers import amount, number, percent, students, unit

# Of the narrower range; groups are held against it.
ASKED = NARROW / 100
# Of a hidden group, and of those beside it: which is which would tell how small it is.
NOT_SHOWN = gettext_noop("not shown, as figures could be traced to %(few)s students")
# One interval in this many leaves zero out by chance alone.
LOOKS = 20

DEMO = gettext_noop("It learned from made-up rows. Nothing it says holds for real students.")
NO_GAIN = gettext_noop("It is not clearly better than saying the average score for everybody.")


def opposite(dependences: Sequence[FieldDependence], inputs: Sequence[Field]) -> str:
    slugs = {measured.field for measured in dependences if measured.contrast and measured.contrast.opposite}
    labels = [the(field) for field in inputs if field.slug in slugs]
    if not labels:
        return ""
    told = _(
        "On %(fields)s, the model and the plain data differ in sign once the other inputs are known. "
        "Its predictions must not be read as what would happen if that changed."
    )
    return told % {"fields": listed(labels)}


def leaning(errors: Sequence[FieldErrors], schema: Schema, target: Field) -> str:
    """Every group whose interval leaves zero out, by name: the reader decides which of them matters."""
    groups = list(_groups(errors, schema))
    said = [f"{one} ({_lean(group, target)})" for one, group in groups if group.bias.leaves_zero_out]
    if not said:
        return ""
    told = _(
        "Its predictions lean to one side for %(groups)s. "
        "Of %(count)s groups of all fields looked at, %(chance)s would by chance alone."
    )
    return told % {"groups": listed(said), "count": len(groups), "chance": by_chance(len(groups))}


def _lean(group: GroupError, target: Field) -> str:
    """How far and to which side, and where its range held less often than it should."""
    bias, covered = group.bias, group.covered
    near, far = sorted((abs(bias.low), abs(bias.high)))
    too_high = _("%(size)s %(unit)s too high, between %(near)s and %(far)s")
    too_low = _("%(size)s %(unit)s too low, between %(near)s and %(far)s")
    sizes = {"size": _never_zero(bias.mean, target), "near": _never_zero(near, target), "far": _never_zero(far, target)}
    off = (too_high if bias.mean > 0 else too_low) % {**sizes, "unit": unit(target)}
    if covered is None or covered.mean >= ASKED:
        return off
    told = _("%(off)s; its %(level)s %% range held for %(share)s")
    return told % {"off": off, "level": NARROW, "share": percent(covered.mean)}


def _never_zero(value: float, target: Field) -> str:
    """The interval leaves zero out, so none of its figures reads as zero."""
    return amount(value, target, extra=1)


def held_less_often(errors: Sequence[FieldErrors], schema: Schema) -> str:
    held = [(one, group.covered) for one, group in _groups(errors, schema) if group.covered]
    missed = [f"{one} ({percent(covered.mean)})" for one, covered in held if _is_short(covered)]
    if not missed:
        return ""
    told = _(
        "Its %(level)s %% ranges held clearly less often for %(groups)s. "
        "That is %(count)s of %(of)s groups of all fields looked at."
    )
    return told % {"level": NARROW, "groups": listed(missed), "count": len(missed), "of": len(held)}


def _is_short(covered: Estimate) -> bool:
    return covered.high < ASKED


def too_few(errors: Sequence[FieldErrors], schema: Schema) -> str:
    fields = _fields(schema)
    hidden = [
        _hidden(fields[of_field.field], of_field.hidden)
        for of_field in errors
        if of_field.field in fields and of_field.hidden
    ]
    if not hidden:
        return ""
    told = _("%(why)s: %(groups)s. For them it may be further off.")
    return told % {"why": opening(_(NOT_SHOWN) % {"few": few()}), "groups": "; ".join(hidden)}


def _hidden(field: Field, groups: Sequence[Group]) -> str:
    choices = [_("“%(choice)s”") % {"choice": called(group, field)} for group in groups]
    return f"{name(field)} {listed(choices)}"


def not_shown(groups: Sequence[Group], field: Field) -> str:
    """Which groups of a field have no figures; empty where all have."""
    return (
        f"{opening(_(NOT_SHOWN) % {'few': few()})}: {', '.join(called(group, field) for group in groups)}"
        if groups
        else ""
    )


def needs(inputs: Sequence[Field]) -> str:
    numbers = [the(field) for field in inputs if field.is_number]
    if not numbers:
        return ""
    return _("Without %(fields)s the ranges can be wider; each prediction says so.") % {"fields": listed(numbers)}


def elsewhere(rows: int) -> str:
    told = _(
        "It describes the %(students)s it learned from. For another school, year or test it has to be "
        "trained again and looked at again."
    )
    return told % {"students": students(rows)}


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
        return _("For none of the %(count)s groups do predictions lean clearly to one side.") % {"count": len(groups)}
    told = _("For %(count)s of %(of)s groups predictions lean to one side; %(chance)s would by chance alone.")
    return told % {"count": leaning, "of": len(groups), "chance": by_chance(len(groups))}


def by_chance(looks: int) -> str:
    """How many groups would seem to lean where none does."""
    if looks < LOOKS:
        return _("fewer than one")
    return _("about %(number)s") % {"number": number(looks / LOOKS)}
