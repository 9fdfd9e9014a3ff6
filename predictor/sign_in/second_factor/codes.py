"""Codes of apps and recovery codes, checked in one place for pages and API: guesses are counted per account, whatever
address they come from, and a code counts once in all processes."""

from typing import TYPE_CHECKING

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.models import Authenticator

from predictor.access.limits import SECOND_FACTOR, USED_CODE

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CODES = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


class TooManyCodesError(Exception):
    """Whoever knows the password may not guess on; also a right code is refused for a while."""


def check(user: "User", code: str) -> Authenticator | None:
    """What it is a code of; None where it is of nothing, or was used. Raises TooManyCodesError."""
    # Counted before it is looked at: many at once must not all be.
    if not SECOND_FACTOR.allows(user.pk):
        raise TooManyCodesError
    # As the library compares them: one with dashes or in capitals is no other code.
    code = normalize_user_code(code)
    found = next((one for one in _of(user) if one.wrap().validate_code(code)), None)
    if found is None or not use_up(user, code):
        return None
    SECOND_FACTOR.forget(user.pk)
    return found


def use_up(user: "User", code: str) -> bool:
    """False where it was used already."""
    return USED_CODE.allows(f"{user.pk} {normalize_user_code(code)}")


def _of(user: "User") -> list[Authenticator]:
    """The app first: what is right there must use up no recovery code."""
    found = Authenticator.objects.filter(user=user, type__in=CODES)
    return sorted(found, key=lambda one: one.type != Authenticator.Type.TOTP)
