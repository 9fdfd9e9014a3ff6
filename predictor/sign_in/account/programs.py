"""Tokens that somebody makes for their programs on a page, where they are logged in with all that is asked of them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from predictor.api import tokens

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def begin(user: "User") -> str:
    return tokens.issue(user)[0]


def of(user: "User") -> Iterable[Any]:
    return tokens.of(user)


def end(user: "User", digest: str) -> None:
    tokens.of(user).filter(digest=digest).delete()
