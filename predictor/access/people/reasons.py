"""Why somebody was given a role or a department: nothing is given without."""

from django.utils.translation import gettext as _

from predictor.models.accounts.people import LONGEST_WHY
from predictor.problems import RolesRefused


def checked(reason: str) -> str:
    """Raises RolesRefused."""
    said = reason.strip()
    if not said:
        raise RolesRefused(_("Say why: the reason is kept with the change."), about="reason")
    if len(said) > LONGEST_WHY:
        told = _("The reason may have %(most)s characters; this one has %(count)s.")
        raise RolesRefused(told % {"most": LONGEST_WHY, "count": len(said)}, about="reason")
    return said
