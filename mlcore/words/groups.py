"""What a group of students by one field is called."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mlcore.pipeline.results.groups import Bound, Group, NumberBand, Side
from mlcore.pipeline.schema import Field, plain
from mlcore.words.names import name
from mlcore.words.numbers import localised

NOT_KNOWN = gettext_noop("not known")
BOUNDS = {"least": gettext_noop("%(value)s or more"), "most": gettext_noop("%(value)s or less")}


def called(group: Group | Side, field: Field | None = None) -> str:
    """'female', '63 to 75', '72 or more'; a choice by its label where its field is given."""
    if isinstance(group, NumberBand):
        return _("%(low)s to %(high)s") % {"low": _figure(group.low), "high": _figure(group.high)}
    if isinstance(group, Bound):
        return _(BOUNDS[group.side]) % {"value": _figure(group.value)}
    if group is None:
        return _(NOT_KNOWN)
    return field.shown(group) if field else group


def named(field: Field, group: Group) -> str:
    """'gender “female”', but 'maths score 63 to 75': quotation marks are for choices."""
    if field.is_number:
        return f"{name(field)} {called(group)}"
    return _("%(field)s “%(choice)s”") % {"field": name(field), "choice": called(group, field)}


def _figure(value: float) -> str:
    return localised(plain(value))
