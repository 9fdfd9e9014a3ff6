"""What a group of students by one field is called."""

from mlcore.pipeline.results.groups import Bound, Group, NumberBand, Side
from mlcore.pipeline.schema import Field, plain
from mlcore.words.names import name

NOT_KNOWN = "not known"
BOUNDS = {"least": "{value} or more", "most": "{value} or less"}


def called(group: Group | Side, field: Field | None = None) -> str:
    """'female', '63 to 75', '72 or more'; a choice by its label where its field is given."""
    if isinstance(group, NumberBand):
        return f"{plain(group.low)} to {plain(group.high)}"
    if isinstance(group, Bound):
        return BOUNDS[group.side].format(value=plain(group.value))
    if group is None:
        return NOT_KNOWN
    return field.shown(group) if field else group


def named(field: Field, group: Group) -> str:
    """'gender “female”', but 'maths score 63 to 75': quotation marks are for choices."""
    return f"{name(field)} {called(group)}" if field.is_number else f"{name(field)} “{called(group, field)}”"
