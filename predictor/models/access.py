"""Who is logged in, and what an installation did once and for all."""

from importlib import import_module
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone


class ChosenLanguage(models.Model):
    """The language in which somebody wants to read; whoever never chose has none."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    code = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.code


class SessionManager(BaseSessionManager):
    def get_queryset(self) -> Any:
        """With the language of whose log-in it is: it costs no query of its own, and holds at once on every device."""
        chosen = ChosenLanguage.objects.filter(account=models.OuterRef("account")).values("code")
        return super().get_queryset().annotate(language=models.Subquery(chosen))


class Session(AbstractBaseSession):
    """A log-in of a browser. Names its account, so that the database can end it with the account."""

    # No foreign key: what a deletion leaves behind in the same moment must not hold a log-in up. A trigger deletes.
    account = models.IntegerField(null=True, db_index=True)
    begun = models.DateTimeField(default=timezone.now)

    language: str | None  # what the manager adds

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
