"""Giving roles to an account and taking them, and shutting it out; every change is kept with its reason."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from predictor.access.people import reasons
from predictor.access.people.departments import leave_all
from predictor.models import RoleChange, Standing
from predictor.models.accounts.people import GIVEN
from predictor.problems import DeletedMeanwhile, LastAdmin, RolesRefused
from predictor.roles import ADMINS, MARKS, RoleName, mark_admin, names_allowed, roles_of

Facts = Mapping[str, Any]


class Asked(NamedTuple):
    """What an account is to be from now on; None leaves a thing as it is. `names` lets a head of school see them."""

    roles: Collection[str] | None = None
    names: bool | None = None
    is_active: bool | None = None


def give_roles(user: User, roles: Collection[str], by: User | None, reason: str) -> RoleChange | None:
    """Exactly these from now on. Gives None where nothing changes. Raises RolesRefused, LastAdmin, DeletedMeanwhile."""
    return change(user, Asked(roles=roles), by, reason)


@transaction.atomic
def change(user: User, asked: Asked, by: User | None, reason: str) -> RoleChange | None:
    """What somebody was given, or whether they may sign in, in one row of the log. Raises as above."""
    held = _hold(user)
    before = facts_of(held)
    wanted = roles_of(held) if asked.roles is None else _known(asked.roles)
    _set_admin(held, RoleName.ADMIN in wanted)
    _set_roles(held, wanted, names_allowed(held) if asked.names is None else asked.names)
    if RoleName.HEAD_OF_DEPARTMENT not in wanted:
        leave_all(held, by, reason)
    if asked.is_active is not None:
        _switch(held, asked.is_active)
    return _noted(user, held, before, by, reason)


def facts_of(user: User) -> dict[str, Any]:
    held = roles_of(user)
    return {
        "roles": [str(role) for role in RoleName if role in held],
        "names_allowed": names_allowed(user),
        "is_active": user.is_active,
    }


def _switch(held: User, is_active: bool) -> None:
    """Through no door: the database ends what they are logged in with."""
    held.is_active = is_active
    held.save(update_fields=["is_active"])


def _known(roles: Collection[str]) -> set[RoleName]:
    asked = set(roles)
    unknown = asked - set(RoleName)
    if unknown:
        told = _("There is no role '%(role)s'; there are: %(roles)s")
        raise RolesRefused(told % {"role": min(unknown), "roles": ", ".join(RoleName)}, about="roles")
    return {RoleName(role) for role in asked}


def _hold(user: User) -> User:
    """The account as it is now. With all who are admins: two of them who take the role from each other at the same
    time are two admins to each other, and would be none afterwards."""
    rows = User.objects.select_for_update(of=("self",), no_key=True).select_related("standing").order_by("pk")
    held = {row.pk: row for row in rows.filter(Q(pk=user.pk) | ADMINS & Q(is_active=True))}
    if user.pk not in held:
        raise DeletedMeanwhile(_("This account is gone."))
    return held[user.pk]


def _set_admin(held: User, is_admin: bool) -> None:
    """Whoever is an admin may enter Django's admin, too, as Django's own command makes them."""
    if mark_admin(held, is_admin=is_admin):
        held.save(update_fields=MARKS)


def _set_roles(held: User, wanted: Collection[RoleName], names: bool) -> None:
    given = {"roles": [role for role in GIVEN if role in wanted], "names_allowed": names and RoleName.HEAD in wanted}
    held.standing, _made = Standing.objects.update_or_create(user=held, defaults=given)


def _noted(user: User, held: User, before: Facts, by: User | None, reason: str) -> RoleChange | None:
    """What was written until a refusal is undone with the transaction."""
    after = facts_of(held)
    if after == before:
        return None
    _check_admins(held, before, after)
    why, who = reasons.checked(reason), by.get_username() if by else ""
    change = RoleChange.objects.create(
        account=held.pk, whose=held.get_username(), who=who, before=before, after=after, why=why
    )
    _follow(user, held)
    return change


def _check_admins(held: User, before: Facts, after: Facts) -> None:
    was, stays = (RoleName.ADMIN in facts["roles"] and facts["is_active"] for facts in (before, after))
    if was and not stays and not User.objects.filter(ADMINS, is_active=True).exists():
        told = _("%(name)s is the only admin who can sign in. Make somebody else an admin first.")
        raise LastAdmin(told % {"name": held.get_username()}, about="roles")


def _follow(user: User, held: User) -> None:
    """Whoever asked goes on with the account as it is."""
    for name in (*MARKS, "is_active"):
        setattr(user, name, getattr(held, name))
    user._state.fields_cache["standing"] = getattr(held, "standing", None)
