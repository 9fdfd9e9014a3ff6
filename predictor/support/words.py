"""What was done to an entry about support, in words."""

from django.utils.translation import gettext as _

from predictor.models import Support


def act(row: Support) -> str:
    """Of a row, beside the one that it replaces."""
    if row.replaces is None:
        return _("Noted")
    if row.is_removed:
        return _("Removed as a mistake")
    return _("Ended") if _only_ends(row, row.replaces) else _("Corrected")


def _only_ends(row: Support, before: Support) -> bool:
    same = ("what", "by_whom", "from_day", "how_often", "why")
    ends = row.until_day is not None and row.until_day != before.until_day
    return ends and all(getattr(row, name) == getattr(before, name) for name in same)
