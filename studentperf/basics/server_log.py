"""What a Postgres server must be told so that no row of a table comes into its own log."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.checks import CheckMessage, Warning
from django.db import connections

# An error's DETAIL quotes the row, and so does the statement, which stands below the errors, below the end of a
# connection and below the end of a killed process; some messages quote a value themselves. What concerns the product
# it is told anyway, and logs without values.
SETTINGS: Mapping[str, str] = {
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_min_messages": "log",
}
AS_QUIET = {"log_min_messages": ("log", "fatal", "panic")}


def statements() -> list[str]:
    """For somebody who may change the server's settings."""
    return [*(f"ALTER SYSTEM SET {name} = '{value}'" for name, value in SETTINGS.items()), "SELECT pg_reload_conf()"]


def check(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Django asks this before it migrates."""
    return [_warning(loud) for alias in databases or () if (loud := _loud(alias))]


def _loud(alias: str) -> list[str]:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(SETTINGS)])
        return sorted(name for name, value in cursor.fetchall() if value not in AS_QUIET.get(name, (SETTINGS[name],)))


def _warning(loud: list[str]) -> CheckMessage:
    return Warning(
        f"this Postgres server writes rows of students into its own log ({', '.join(loud)})",
        hint="; ".join(statements()) + " (on RDS: its parameter group; docs/deployment.md)",
        id="studentperf.W001",
    )
