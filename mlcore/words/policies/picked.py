"""Which policy a question has and a version was trained under, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mlcore.pipeline.results.gate.comparison import LiveComparison
from mlcore.pipeline.schema import Schema
from mlcore.words.names import listed, person


@dataclass(frozen=True, kw_only=True)
class Picked:
    """One pick, as facts: the labels of what it leaves out, and what somebody wrote."""

    left_out: tuple[str, ...]
    reason: str
    who: str
    at: datetime


def fields(labels: Sequence[str]) -> str:
    """'every field is used', 'without Lunch and Gender'."""
    return _("without %(fields)s") % {"fields": listed(labels)} if labels else _("every field is used")


def in_force(picked: Picked | None) -> str:
    """What the next training learns by."""
    return by(picked) if picked else _("No policy was picked for this question: every field is used.")


def by(picked: Picked) -> str:
    """Who picked what, when and why."""
    told = _("Policy: %(fields)s. Picked by %(who)s on %(day)s. The reason: %(reason)s")
    day = date_format(timezone.localtime(picked.at), "DATE_FORMAT")
    return told % {"who": person(picked.who), "day": day, "fields": fields(picked.left_out), "reason": picked.reason}


def of_version(own: Picked | None, newest: Picked | None, *, is_older: bool) -> list[str]:
    """Of a version, and of what was picked since it was trained."""
    if own is None and newest is not None:
        said = [_("When it was trained no policy was picked for this question: every field is used.")]
    else:
        said = [in_force(own)]
    if is_older and newest is not None:
        said.append(_("It was trained under an older policy: since then another one was picked. %(newest)s"))
        said[-1] %= {"newest": by(newest)}
    return said


def compared_without(comparison: LiveComparison | None, schema: Schema) -> str:
    """That the gate set a new model beside a live one without some of its fields; empty where with all of them."""
    if comparison is None or not comparison.without:
        return ""
    told = _("The live model learned anew for this, without %(fields)s, which the policy in force leaves out.")
    return told % {"fields": listed([schema.field(slug).label for slug in comparison.without])}
