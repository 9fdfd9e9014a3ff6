"""Who is logged in, and what an installation did once and for all."""

from importlib import import_module
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject
from django.utils import timezone

from predictor.models.accounts.fields import RULES_NOW
from predictor.models.accounts.people import Standing


class ChosenLanguage(models.Model):
    """The language in which somebody wants to read; whoever never chose has none."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    code = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.code


class SessionManager(BaseSessionManager):
    def get_queryset(self) -> Any:
        """With language, roles and rules for whose log-in it is: they cost no query of their own, and hold at once."""
        account = models.OuterRef("account")
        chosen = ChosenLanguage.objects.filter(account=account).values("code")
        given = JSONObject(roles="roles", names_allowed="names_allowed")
        standing = models.Subquery(Standing.objects.filter(user=account).values_list(given))
        rules: Any = RawSQL(RULES_NOW, [], output_field=models.JSONField())  # noqa: S611 - nothing is put into it
        rows = super().get_queryset().annotate(language=models.Subquery(chosen), standing=standing)
        return rows.annotate(field_rules=rules)


class Session(AbstractBaseSession):
    """A log-in of a browser. Names its account, so that the database can end it with the account."""

    # No foreign key: what a deletion leaves behind in the same moment must not hold a log-in up. A trigger deletes.
    account = models.IntegerField(null=True, db_index=True)
    begun = models.DateTimeField(default=timezone.now)

    language: str | None  # what the manager adds
    standing: dict[str, Any] | None
    field_rules: dict[str, Any]

    objects: ClassVar[SessionManager] = SessionManager()

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
        return store


class DoneOnce(models.Model):
    """Something that is not done again, even where its result was taken away since."""

    what = models.CharField(max_length=50, primary_key=True)
    done_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.what
