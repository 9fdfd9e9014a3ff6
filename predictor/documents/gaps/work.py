"""Saying what only the school can say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from predictor.documents.gaps.asked import GAPS
from predictor.models import Statement
from predictor.problems import StatementRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Wanted:
    """A text for a gap; `seen` is the version that was looked at, 0 without any."""

    text: str
    seen: int


@transaction.atomic
def say(wanted: Mapping[str, Wanted], *, by: "User") -> list[Statement]:
    """A version for each text that differs from the one in force: all or none. Raises StatementRefused."""
    rows = Statement.objects.in_force().filter(gap__in=wanted).select_related("made_by")
    newest = {row.gap: row for row in rows}
    changed = {key: one for key, one in wanted.items() if one.text != _text(newest.get(key))}
    return [_said(key, one, newest.get(key), by) for key, one in changed.items()]


def _text(row: Statement | None) -> str:
    return row.text if row else ""


def _said(key: str, wanted: Wanted, now: Statement | None, by: "User") -> Statement:
    version = now.version if now else 0
    if wanted.seen != version:
        raise _meanwhile(key, now)
    row = Statement(gap=key, version=version + 1, text=wanted.text, made_by=by)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        # Of two who say it at once the database lets one through.
        if "one_version_of_a_statement" not in str(error):
            raise
        raise _meanwhile(key, None) from error
    return row


def _meanwhile(key: str, now: Statement | None) -> StatementRefused:
    """Said with what stands there, so that nothing of either is lost."""
    label = GAPS[key].label
    if now is None:
        told = _("%(gap)s: somebody else said it meanwhile. Load the page again and look at it first.")
        return StatementRefused(told % {"gap": label}, key)
    told = _("%(gap)s: %(who)s said meanwhile: '%(text)s'. Load the page again to go on from there.")
    return StatementRefused(told % {"gap": label, "who": now.made_by.get_username(), "text": now.text}, key)
