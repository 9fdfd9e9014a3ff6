"""What a training is busy with, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

LOOKING = {
    "folds": gettext_noop("%(winner)s is chosen; it learns from parts of the rows, to be asked about the others"),
    "all rows": gettext_noop("It learns from every row"),
    "ranges": gettext_noop("How wide its ranges must be is measured"),
    "others": gettext_noop("Whether others that are as good differ where it errs is looked at"),
    "importance": gettext_noop("How much each input counts for it is looked at"),
    "dependence": gettext_noop("How its predictions go with an input is looked at"),
    "groups": gettext_noop("For whom it errs is looked at"),
}


def looking(at: str, winner: str) -> str:
    """A part of looking at the winner that begins; blank where a newer release told of one that is not known here."""
    return _(LOOKING[at]) % {"winner": winner} if at in LOOKING else ""
