"""What a newer version of a schema changes, and what that means for students who are stored."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mlcore.pipeline.describing.growing import Growing, Grown, Growth
from mlcore.pipeline.schema import plain
from mlcore.words.describing.reasons import described
from mlcore.words.files.told import listed, quoted, some
from mlcore.words.numbers import localised
from mlcore.words.said import said

LASTING = gettext_noop("For students who are stored it is not known until somebody enters it; what is stored stays.")
OF_A_MOMENT = gettext_noop(
    "It is asked for at predictions once a model has learned from it; past predictions stay as they are."
)
STAYS = gettext_noop("What is stored keeps its meaning.")
KEPT = {
    "input": gettext_noop("It is used from the next training on."),
    "audit": gettext_noop("It is looked at only to see for whom a model errs."),
    "kept": gettext_noop("It is stored, not used."),
}


def told(growth: Growth) -> list[str]:
    """Each change with what it means, then what a newer version does not mend."""
    changes = [SAYINGS[each.what](each) for each in growth.grown]
    if not growth.changes:
        told = _("%(schema)s version %(version)s knows all that the file has.")
        return [told % {"schema": growth.older.label, "version": growth.older.version}, *changes]
    told = _("Version %(version)s of %(schema)s:")
    return [told % {"schema": growth.older.label, "version": growth.schema.version}, *changes]


def _new_field(grown: Grown) -> str:
    means = LASTING if grown.field.about == "student" else OF_A_MOMENT
    new = _("New column “%(column)s”: %(described)s.")
    told = new % {"column": grown.field.label, "described": described(grown.field)}
    return f"{told} {_(KEPT[grown.use]) if grown.use in KEPT else ''} {_(means)}"


def _new_choices(grown: Grown) -> str:
    told = _("%(field)s: %(words)s can be chosen as well.")
    return f"{told % {'field': grown.field.label, 'words': _quoted(grown)}} {_(STAYS)}"


def _wider(grown: Grown) -> str:
    low, high = (localised(plain(end)) for end in (grown.field.minimum, grown.field.maximum))
    told = _("%(field)s: from %(low)s to %(high)s now.") % {"field": grown.field.label, "low": low, "high": high}
    return f"{told} {_(STAYS)}"


def _slips(grown: Grown) -> str:
    told = _("%(field)s: %(words)s is probably misspelt; correct it in the file.")
    return told % {"field": grown.field.label, "words": _quoted(grown)}


def _too_many(grown: Grown) -> str:
    told = _("%(field)s: the file holds too many other values to be choices. See whether it is the same column.")
    return told % {"field": grown.field.label}


def _no_column(grown: Grown) -> str:
    told = _("%(field)s: the file has no such column. Add one; blank cells are read as not known.")
    return told % {"field": grown.field.label}


def _quoted(grown: Grown) -> str:
    words = [quoted(word) for word in grown.words]
    return said(listed(words) if len(words) < 4 else some(words))


SAYINGS: dict[Growing, Callable[[Grown], str]] = {
    Growing.NEW_FIELD: _new_field,
    Growing.NEW_CHOICES: _new_choices,
    Growing.WIDER: _wider,
    Growing.SLIPS: _slips,
    Growing.TOO_MANY: _too_many,
    Growing.NO_COLUMN: _no_column,
}
