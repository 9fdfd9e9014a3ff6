"""Keys in links: for a new password, and for logging in once where nothing else works. They end with an hour, with
their use, and with anything that changes how the account logs in."""

from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator, default_token_generator
from django.http import HttpRequest

from predictor.access.limits import WRONG_LINKS, visitor


class ForLoggingIn(PasswordResetTokenGenerator):
    key_salt = "predictor.sign_in.keys.ForLoggingIn"  # one kind of key opens no other door


NEW_PASSWORD: PasswordResetTokenGenerator = default_token_generator
LOG_IN = ForLoggingIn()


class TooManyLinksError(Exception):
    """From where so many wrong ones came that no right one is looked at any more."""


def make(kind: PasswordResetTokenGenerator, user: User) -> str:
    return f"{user.pk}.{kind.make_token(user)}"


def account_of(kind: PasswordResetTokenGenerator, request: HttpRequest) -> User | None:
    """Whose key the address bar holds. Raises TooManyLinksError."""
    refuse_guessers(request)
    number, _, token = str(request.GET.get("key", "")).partition(".")
    user = User.objects.filter(pk=int(number), is_active=True).first() if _is_number(number) else None
    if user is not None and kind.check_token(user, token):
        return user
    WRONG_LINKS.allows(visitor(request))
    return None


def refuse_guessers(request: HttpRequest) -> None:
    if WRONG_LINKS.is_reached(visitor(request)):
        raise TooManyLinksError


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
