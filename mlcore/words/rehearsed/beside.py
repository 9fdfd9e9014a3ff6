"""Predictions set beside the last mark again and teachers' forecasts, in sentences."""

from django.utils.translation import gettext as _

from mlcore.pipeline.rehearsal.facts import AtPoint, Beside, Rehearsed
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.rows.privacy import is_small
from mlcore.pipeline.schema import Field, Schema
from mlcore.words.names import name
from mlcore.words.numbers import interval, number, telling
from mlcore.words.rehearsed.sentences import sized, when


def leading(found: Rehearsed, schema: Schema) -> str:
    """What matters most: at the last point, beside the last mark again."""
    at = found.points[-1]
    return sentence(at, at.beside[0], schema.field(found.target), schema)


def others(found: Rehearsed, schema: Schema) -> list[str]:
    """All further comparisons, point by point."""
    target, first = schema.field(found.target), leading(found, schema)
    said = [sentence(at, one, target, schema) for at in found.points for one in at.beside]
    return [one for one in said if one != first]


def other(one: Beside, schema: Schema) -> str:
    """What predictions are set beside: 'the last mark again (second test)'."""
    if one.kind == "teachers":
        return _("teachers' forecasts")
    if not one.fields:
        return _("the mean of earlier results")
    return _("the last mark again (%(field)s)") % {"field": _known(schema, one.fields[0])}


def sentence(at: AtPoint, one: Beside, target: Field, schema: Schema) -> str:
    """How far off both were, and which lay nearer, as far as that can be told."""
    said = {
        "when": when(at),
        "rows": number(one.rows),
        "own": sized(one.own.mean, target),
        "error": sized(one.error.mean, target),
        "other": other(one, schema),
    }
    told = _("%(when)s: for %(rows)s students predictions were %(own)s off on average, %(other)s %(error)s.")
    return " ".join(filter(None, (told % said, _nearer(one, target), _stood_in(one))))


def _nearer(one: Beside, target: Field) -> str:
    found = one.difference
    # As many decimals as it takes to tell a small difference from none.
    extra = telling(max(abs(found.mean), abs(found.high - found.low) / 2), target)
    said = {"gap": sized(abs(found.mean), target, extra), "between": interval(_away(found), target, extra)}
    if found.high < 0:
        return _("Predictions lay nearer, by %(gap)s (95 %%: %(between)s).") % said
    if found.low > 0:
        return _("Predictions lay further off, by %(gap)s (95 %%: %(between)s).") % said
    return _("Which lies nearer cannot be told (difference, 95 %%: %(between)s).") % said


def _away(found: Estimate) -> Estimate:
    """The interval of a size where its sign is said in words."""
    return Estimate(-found.mean, -found.high, -found.low) if found.high < 0 else found


def _stood_in(one: Beside) -> str:
    if not one.fields or not one.stood_in:
        return ""
    if is_small(one.stood_in):
        return _("A few of them had no mark yet: the mean of earlier results stands for these.")
    told = _("%(rows)s of them had no mark yet: the mean of earlier results stands for these.")
    return told % {"rows": number(one.stood_in)}


def _known(schema: Schema, slug: str) -> str:
    """By its label; by its slug where a newer schema has no such field."""
    field = next((field for field in schema.fields if field.slug == slug), None)
    return name(field) if field else slug
