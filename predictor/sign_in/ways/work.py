"""What somebody signs in with, and taking it away: a lost phone, a stolen laptop, a program that nobody knows."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from predictor.access.people import reasons
from predictor.access.people.work import facts_of
from predictor.api.authentication import tokens
from predictor.models import RoleChange
from predictor.models.accounts.factors import FACTORS
from predictor.sign_in import mails, sessions


class Way(StrEnum):
    SECOND_FACTORS = "second_factors"
    LOG_INS = "log_ins"  # and what programs were given


TOLD: Mapping[Way, Any] = {
    Way.SECOND_FACTORS: gettext_lazy("An admin took the second factors away; set up another one."),
    Way.LOG_INS: gettext_lazy("An admin ended all log-ins and all tokens of programs."),
}


def held(user: User) -> dict[str, int]:
    """How many of each; recovery codes alone are no second factor."""
    return {
        "factors": Authenticator.objects.filter(user=user, type__in=FACTORS).count(),
        "places": len(sessions.places(user, None)),
        "tokens": tokens.of(user).count(),
    }


@transaction.atomic
def take(user: User, way: Way, by: User, reason: str) -> bool:
    """With a row of the account's log, and a mail to its owner. False where there was nothing. Raises RolesRefused."""
    why = reasons.checked(reason)
    if not _taken(user, way):
        return False
    facts = facts_of(user)
    RoleChange.objects.create(
        account=user.pk,
        whose=user.get_username(),
        who=by.get_username(),
        before=facts,
        after=facts | {"taken": str(way)},
        why=why,
    )
    transaction.on_commit(lambda: mails.tell_owner(user, str(TOLD[way])))
    return True


def _taken(user: User, way: Way) -> int:
    if way is Way.SECOND_FACTORS:
        count: int = Authenticator.objects.filter(user=user).delete()[0]
        return count
    ended: int = tokens.of(user).delete()[0]
    return ended + sessions.end_others(user, None)


def said(way: Way, *, is_taken: bool) -> str:
    if not is_taken:
        return _("There was nothing to take away.")
    if way is Way.SECOND_FACTORS:
        return _("The second factors are taken away.")
    return _("All log-ins and tokens are ended.")
