"""What a newer version of a schema changes, and what that means for students who are stored."""

from collections.abc import Callable

from mlcore.pipeline.describing.growing import Growing, Grown, Growth
from mlcore.pipeline.schema import plain
from mlcore.words.describing.reasons import described
from mlcore.words.names import listed, some

LASTING = "For students who are stored it is not known until somebody enters it; what is stored stays."
OF_A_MOMENT = "It is asked for at predictions once a model has learned from it; past predictions stay as they are."
STAYS = "What is stored keeps its meaning."
KEPT = {
    "input": "It is used from the next training on.",
    "audit": "It is looked at only to see for whom a model errs.",
    "kept": "It is stored, not used.",
}


def told(growth: Growth) -> list[str]:
    """Each change with what it means, then what a newer version does not mend."""
    said = [SAYINGS[each.what](each) for each in growth.grown]
    if not growth.changes:
        return [f"{growth.older.label} version {growth.older.version} knows all that the file has.", *said]
    return [f"Version {growth.schema.version} of {growth.older.label}:", *said]


def _new_field(grown: Grown) -> str:
    means = LASTING if grown.field.about == "student" else OF_A_MOMENT
    return f"New column “{grown.field.label}”: {described(grown.field)}. {KEPT.get(grown.use, '')} {means}"


def _new_choices(grown: Grown) -> str:
    return f"{grown.field.label}: {_quoted(grown)} can be chosen as well. {STAYS}"


def _wider(grown: Grown) -> str:
    return f"{grown.field.label}: from {plain(grown.field.minimum)} to {plain(grown.field.maximum)} now. {STAYS}"


def _slips(grown: Grown) -> str:
    return f"{grown.field.label}: {_quoted(grown)} is probably misspelt; correct it in the file."


def _too_many(grown: Grown) -> str:
    return (
        f"{grown.field.label}: the file holds too many other values to be choices. See whether it is the same column."
    )


def _no_column(grown: Grown) -> str:
    return f"{grown.field.label}: the file has no such column. Add one; blank cells are read as not known."


def _quoted(grown: Grown) -> str:
    words = [f"“{word}”" for word in grown.words]
    return listed(words) if len(words) < 4 else some(words)


SAYINGS: dict[Growing, Callable[[Grown], str]] = {
    Growing.NEW_FIELD: _new_field,
    Growing.NEW_CHOICES: _new_choices,
    Growing.WIDER: _wider,
    Growing.SLIPS: _slips,
    Growing.TOO_MANY: _too_many,
    Growing.NO_COLUMN: _no_column,
}
