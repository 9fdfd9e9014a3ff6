"""How long somebody stays logged in: until the browser closes, nothing was asked for a while, or the day is over."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from predictor.models import Session

RENEWED_AFTER = 0.1  # of the time that may pass without a request: no write for each of them


class SessionStore(db.SessionStore):
    """Django's sessions in the database, which also know whose they are and when they began."""

    begun: datetime | None = None
    language: str | None = None
    standing: dict[str, Any] | None = None
    field_rules: dict[str, Any] | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        self.begun = self.begun or timezone.now()
        return Session(
            session_key=self._get_or_create_session_key(),  # type: ignore[attr-defined]  # the stubs leave it out
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            account=data.get(SESSION_KEY),
            begun=self.begun,
        )

    def cycle_key(self) -> None:
        """A new key is given where somebody logs in or changes their password: the day begins anew."""
        self.begun = None
        super().cycle_key()

    def chosen_language(self) -> str | None:
        """Of whoever is logged in; None where they never chose. It comes with the session itself."""
        self.get(SESSION_KEY)
        return self.language

    def flush(self) -> None:
        self.begun = self.language = self.standing = self.field_rules = None
        super().flush()

    def _get_session_from_db(self) -> Session | None:
        row: Session | None = super()._get_session_from_db()  # type: ignore[misc]  # the stubs leave it out
        now = timezone.now()
        if row is None or now >= row.begun + timedelta(hours=settings.SESSION_HOURS):
            self._session_key = None
            return None
        self.begun, self.language, self.standing = row.begun, row.language, row.standing
        self.field_rules = row.field_rules
        left = row.expire_date - now
        if left < timedelta(seconds=settings.SESSION_COOKIE_AGE) * (1 - RENEWED_AFTER):
            self.modified = True
        return row
