"""One group of tables, and whom such groups are about."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STUDENTS, ACCOUNTS, BOTH = _("students"), _("people with an account"), _("students, and people with an account")
UNNAMED = _("students, without names")
TEACHERS = _(
    "teachers of the class; heads of department of what is given to them; the head of school if names are "
    "allowed; admins"
)
OF_CLASS, ADMINS = _("teachers of the class; admins"), _("admins")
MACHINE, ONESELF = _("data managers; admins"), _("oneself; admins")


@dataclass(frozen=True, kw_only=True)
class Held:
    """`tables` are labels of models; `kept` says for how long by the settings in force."""

    name: "StrOrPromise"
    what: "StrOrPromise"
    whom: "StrOrPromise"
    seen: "StrOrPromise"
    kept: Callable[[], str]
    tables: tuple[str, ...]
