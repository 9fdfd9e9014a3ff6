"""A change in words: by how much, since when, and whether a re-sit would also bring it."""

from decimal import Decimal

from django.utils.translation import gettext as _

from mlcore.words.numbers import number
from predictor.changes.split import Change


def mark(found: Change | None) -> str:
    """For narrow places; empty for what a re-sit would also bring, and where that cannot be told."""
    if found is None or not (found.inputs and found.beyond):
        return ""
    return _("inputs: more than a re-sit would bring") if found.is_split else _("more than a re-sit would bring")


def told(found: Change | None, places: int) -> str:
    """A sentence about the part that other inputs brought, by its number where another model had a part as well; empty
    where there is none, or it cannot be told."""
    if found is None or not found.inputs:
        return ""
    return _of_inputs(found.beyond, signed(found.inputs, places)) if found.is_split else compared(found.beyond)


def _of_inputs(beyond: bool | None, points: str) -> str:
    if beyond is None:
        return ""
    if beyond:
        said = _("The %(points)s from other inputs is more than a re-sit of the same test would bring.")
    else:
        said = _("A re-sit of the same test would also bring the %(points)s from other inputs.")
    return said % {"points": points}


def compared(beyond: bool | None) -> str:
    """A sentence; empty where it cannot be told."""
    if beyond is None:
        return ""
    if beyond:
        return _("That is more than a re-sit of the same test would bring.")
    return _("A re-sit of the same test would also bring a change like this.")


def signed(points: Decimal, places: int) -> str:
    """'+4', '−2', and '±0' for no change at all."""
    return number(float(points), places, sign=True) if points else "±0"


def change(found: Change | None, places: int) -> str:
    return signed(found.total, places) if found else ""


def parts(found: Change | None, places: int) -> str:
    """What the change is made of: 'inputs +5, model −1'; of one part alone only which it is."""
    if found is None or found.inputs is None or found.model is None:
        return ""
    if found.is_split:
        return _("inputs %(inputs)s, model %(model)s") % {
            "inputs": signed(found.inputs, places),
            "model": signed(found.model, places),
        }
    return _("other inputs") if found.inputs else _("another model") if found.model else ""
