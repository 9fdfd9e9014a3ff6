"""Whose account is meant by a name or a mail address."""

from django.contrib.auth.models import User


def of_address(address: str) -> list[User]:
    """Active accounts with it. The database also takes letters for the same that are not: in an address they lead to
    somebody else's mailbox."""
    found = User.objects.filter(email__iexact=address, is_active=True).exclude(email="").order_by("pk")
    return [user for user in found if is_same(user.email, address)]


def is_same(address: str, other: str) -> bool:
    """Beside capitals of A to Z, which no mail server tells apart."""
    return address.encode().lower() == other.encode().lower()


def name_for(typed: str) -> str:
    """The user name that somebody means who typed it, or the address of one account only; else what they typed."""
    if "@" not in typed or User.objects.filter(username=typed).exists():
        return typed
    found = of_address(typed.strip())
    return found[0].get_username() if len(found) == 1 else typed


def free_name(wanted: str) -> str:
    """A user name that nobody has, like the wanted one and never like an address."""
    base = wanted.partition("@")[0].strip()[:100] or "account"
    taken = set(User.objects.filter(username__istartswith=base).values_list("username", flat=True))
    lowered = {name.lower() for name in taken}
    numbered = (f"{base}{number}" for number in range(2, len(lowered) + 3))
    return next(name for name in (base, *numbered) if name.lower() not in lowered)
