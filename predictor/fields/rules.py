"""Rules as they may be decided: checked, in one spelling, and what sets two versions apart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.schema.likeness import nearest
from predictor.access.reading.closed import ALWAYS_OPEN_TO, Purpose
from predictor.models.accounts.fields import Rules
from predictor.problems import FieldRulesRefused
from predictor.roles import RoleName

# Whoever decides sees every field.
ROLES = tuple(role for role in RoleName if role != ALWAYS_OPEN_TO)
EVERYTHING = tuple(Purpose)


@dataclass(frozen=True)
class Changed:
    """What a role may do with a field in one version and might not in the one before, or the other way round."""

    field: str
    role: str
    purpose: Purpose
    allowed: bool


def ruled(schema: Schema) -> tuple[Field, ...]:
    """Fields that may be closed to a role: not what a question predicts, which every page is about."""
    targets = {task.target for task in schema.tasks}
    return tuple(field for field in schema.described if field.slug not in targets)


def checked(schema: Schema, rules: Rules) -> dict[str, dict[str, list[str]]]:
    """With nothing in it that is open anyway. Raises FieldRulesRefused, which names the field and the remedy."""
    known = {field.slug for field in ruled(schema)}
    for slug, by_role in rules.items():
        if slug not in known:
            raise FieldRulesRefused(_not_ruled(slug, schema), slug)
        for role, purposes in by_role.items():
            _check(slug, role, purposes)
    closed = {slug: _closed(by_role) for slug, by_role in rules.items()}
    return {slug: by_role for slug, by_role in sorted(closed.items()) if by_role}


def _closed(by_role: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    listed = {role: [one.value for one in EVERYTHING if one in by_role[role]] for role in ROLES if role in by_role}
    return {role: purposes for role, purposes in listed.items() if len(purposes) < len(EVERYTHING)}


def _not_ruled(slug: str, schema: Schema) -> str:
    if any(task.target == slug for task in schema.tasks):
        return _("'%(field)s' is what a question predicts, so it cannot be hidden. Leave it out.") % {"field": slug}
    near = nearest(slug, [field.slug for field in ruled(schema)])
    hint = _("Did you mean '%(near)s'?") % {"near": near} if near else _("Leave it out.")
    told = _("The schema '%(schema)s' has no field '%(field)s'. %(hint)s")
    return told % {"schema": schema.name, "field": slug, "hint": hint}


def _check(slug: str, role: str, purposes: Sequence[str]) -> None:
    if role not in ROLES:
        told = _("'%(field)s': there is no role '%(role)s' to decide for; there are: %(roles)s.")
        raise FieldRulesRefused(told % {"field": slug, "role": role, "roles": ", ".join(ROLES)}, slug)
    if unknown := [one for one in purposes if one not in EVERYTHING]:
        told = _("'%(field)s': '%(purpose)s' is no purpose; there are: see, enter.")
        raise FieldRulesRefused(told % {"field": slug, "purpose": unknown[0]}, slug)
    if Purpose.ENTER in purposes and Purpose.SEE not in purposes:
        told = _("'%(field)s': who enters it sees it. Let this role see it, too, or do neither.")
        raise FieldRulesRefused(told % {"field": slug}, slug)


def may(rules: Rules, slug: str, role: str, purpose: Purpose) -> bool:
    by_role = rules.get(slug, {})
    return role not in by_role or purpose in by_role[role]


def changes(before: Rules, after: Rules) -> Iterator[Changed]:
    """In the order of fields, roles and purposes."""
    for slug in sorted({*before, *after}):
        for role in ROLES:
            for purpose in EVERYTHING:
                now = may(after, slug, role, purpose)
                if now != may(before, slug, role, purpose):
                    yield Changed(slug, role, purpose, now)


def hiding_sensitive(schema: Schema, role: str, rules: Rules) -> Rules:
    """The same with every sensitive field closed to a role."""
    closed = {field.slug for field in ruled(schema) if field.sensitive}
    return dict(rules) | {slug: {**rules.get(slug, {}), role: []} for slug in closed}
