"""Which fields somebody may see and which they may enter: pages, the API, files and jobs ask here and nowhere else."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mlcore.models.schemas import CLOSED, OPEN, Closed, SchemaVersion
from mlcore.pipeline.schema import Schema
from predictor.models.accounts.fields import FieldRules, Rules, remember_rules, rules_in_force
from predictor.models.accounts.tokens import is_without_sensitive
from predictor.roles import roles_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


TIGHTENED = gettext_noop("Since this was made, rules for fields have changed. Have it made again.")


class Purpose(StrEnum):
    SEE = "see"
    ENTER = "enter"


# Whoever decides about fields sees them.
ALWAYS_OPEN_TO = "admin"


def seen(user: "User | AnonymousUser", schema: Schema) -> frozenset[str]:
    """Slugs of the fields that they may see."""
    return _slugs(schema) - closed_to(user, schema.name).see


def entered(user: "User | AnonymousUser", schema: Schema) -> frozenset[str]:
    """Slugs of the fields that they may enter, all of which they see."""
    return _slugs(schema) - closed_to(user, schema.name).enter


def closed_to(user: "User | AnonymousUser | None", schema_name: str) -> Closed:
    """Of one schema; what they may in any of their roles they may. At most one query for each `user` object."""
    if user is None or not user.is_authenticated:
        return OPEN
    known: dict[str, Closed] = user.__dict__.setdefault("_closed_fields", {})
    if schema_name not in known:
        known[schema_name] = _closed_to(user, schema_name)
    return known[schema_name]


def _closed_to(user: "User", schema_name: str) -> Closed:
    """By the rules, and by what the token opens that they sent."""
    roles = roles_of(user)
    by_rules = OPEN if ALWAYS_OPEN_TO in roles else closed_by(_rules_for(user).get(schema_name, {}), roles)
    if not is_without_sensitive(user):
        return by_rules
    kept = SchemaVersion.objects.sensitive_in(schema_name)
    return Closed(see=by_rules.see | kept, enter=by_rules.enter | kept)


def closed_anywhere(user: "User") -> frozenset[str]:
    """Slugs that they may not see in one schema or another: for values of which nobody says by which they are."""
    names = set(_rules_for(user)) | (SchemaVersion.objects.names() if is_without_sensitive(user) else set())
    return frozenset[str]().union(*(closed_to(user, name).see for name in names))


def closed_by(rules: Rules, roles: Iterable[str]) -> Closed:
    roles = list(roles)
    see = frozenset(slug for slug, by_role in rules.items() if not _may(by_role, roles, Purpose.SEE))
    enter = frozenset(slug for slug, by_role in rules.items() if not _may(by_role, roles, Purpose.ENTER))
    return Closed(see=see, enter=see | enter) if see or enter else OPEN


def why_not_given(user: "User", schema_name: str, made_at: dt.datetime) -> str:
    """Where something is closed to them that was open when a file was made: it may hold it. Else empty."""
    now = closed_to(user, schema_name)
    if now == OPEN:
        return ""
    row = FieldRules.objects.of(schema_name).filter(made_at__lte=made_at).first()
    then = closed_by(row.rules if row else {}, roles_of(user))
    return "" if now.see <= then.see and now.enter <= then.enter else _(TIGHTENED)


def _may(by_role: Mapping[str, list[str]], roles: Iterable[str], purpose: Purpose) -> bool:
    return any(role not in by_role or purpose in by_role[role] for role in roles)


@contextmanager
def reading_as(user: "User | None") -> Iterator[None]:
    """What is made meanwhile is made for them, as what a job prepares is."""
    before = CLOSED.set(lambda name: closed_to(user, name))
    try:
        yield
    finally:
        CLOSED.reset(before)


def _rules_for(user: Any) -> Mapping[str, Rules]:
    """Those that came with the account, where it was read with them; else one query."""
    if getattr(user, "field_rules", None) is None:
        remember_rules(user, rules_in_force())
    known: Mapping[str, Rules] = user.field_rules
    return known


def _slugs(schema: Schema) -> frozenset[str]:
    return frozenset(field.slug for field in schema.fields)
