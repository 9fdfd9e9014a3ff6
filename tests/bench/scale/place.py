"""Settings of a folder that stays, so that a database of an hour is filled once and measured often.

Imported before Django reads its settings. `server.release` lets go of the Postgres in it, which then ends.
"""

import os
from pathlib import Path
from typing import Any


def take(folder: Path) -> None:
    os.environ |= {
        "SECRET_KEY": "only-for-a-bench-" + "0123456789" * 4,
        "ALLOWED_HOSTS": "testserver,localhost",
        "DEBUG": "false",
        "HTTPS": "false",
        "LOG_LEVEL": "ERROR",
        "DATA_DIR": str(folder.resolve()),
        "STATIC_ROOT": str(folder.resolve() / "static"),
        "DJANGO_SETTINGS_MODULE": "studentperf.settings",
    }
    folder.mkdir(parents=True, exist_ok=True)


def prepare(rows: int) -> None:
    """Migrated, filled, and with an admin."""
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.core.management import call_command

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # nothing was collected here
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    call_command("migrate", verbosity=0)
    if not User.objects.filter(username="admin").exists():
        User.objects.create_superuser("admin", password="correct horse battery staple")
        import filling

        filling.fill(rows)


def signed_in(name: str) -> Any:
    """A browser of that account; heads of this school see names."""
    from django.contrib.auth.models import User
    from django.test import Client

    from predictor.api.authentication.tokens import issue
    from predictor.models import Standing

    user, _ = User.objects.get_or_create(username=name)
    if name == "head":
        Standing.objects.update_or_create(user=user, defaults={"roles": ["head"], "names_allowed": True})
    client = Client(headers={"authorization": f"Bearer {issue(user)[0]}"})
    client.force_login(user)
    return client
