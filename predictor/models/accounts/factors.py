"""Who has a second factor, and who has to have one. Recovery codes alone are none."""

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef

from predictor.roles import Act, Reach, reach

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User
    from django.db.models import QuerySet

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# Whoever gives others access.
OF_ADMINS = (Act.GIVE_ROLES, Act.ADMINISTER)


def with_second_factor(rows: "QuerySet[User]") -> "QuerySet[User]":
    """Each with `second_factor`: whether they have one."""
    return rows.annotate(second_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)))


def has_second_factor(user: "User") -> bool:
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def lacks_second_factor(user: "User | AnonymousUser") -> bool:
    """It is demanded of them, and they have none. No query where it is not demanded."""
    if not (settings.SECOND_FACTOR_FOR_ADMINS and user.is_authenticated):
        return False
    is_admin = any(reach(user, act) is Reach.EVERYTHING for act in OF_ADMINS)
    return is_admin and not has_second_factor(user)
