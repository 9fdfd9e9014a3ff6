"""What was said for each gap."""

from collections.abc import Collection

from predictor.documents.gaps.asked import GAPS
from predictor.documents.parts import Said
from predictor.models import Statement


def said(keys: Collection[str]) -> dict[str, Said]:
    """By gap, in the order in which they are asked for; one query."""
    rows = Statement.objects.in_force().filter(gap__in=keys).select_related("made_by")
    newest = {row.gap: row for row in rows}
    return {key: Said(GAPS[key], newest.get(key)) for key in keys}


def history(keys: Collection[str]) -> list[Statement]:
    """Every version, the newest first."""
    return list(Statement.objects.filter(gap__in=keys).select_related("made_by"))
