"""Who may look at the data as a whole."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User


def may_explore(user: User | AnonymousUser) -> bool:
    """Admins; every other user where the settings allow it."""
    return user.is_authenticated and (user.is_superuser or settings.EXPLORE_FOR_TEACHERS)
