"""Make one admin and two teachers, once, with random passwords; print those that still open."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand
from django.db import transaction

from mlcore.pipeline.atomic_file import written_beside
from predictor.models import DoneOnce

TEACHERS = ("teacher-one", "teacher-two")
MADE = "demo accounts"


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.DATA_DIR / "demo-accounts.txt"
        # Where a release before this one made them, or a person has one of the names, there is nothing to make either.
        if path.is_file() or User.objects.filter(username__in=["admin", *TEACHERS]).exists():
            DoneOnce.objects.get_or_create(what=MADE)
        make_accounts(path)
        opening = (
            [line for line in path.read_text().splitlines(keepends=True) if _opens(line)] if path.is_file() else []
        )
        if opening:
            self.stdout.write(f"Demo accounts, as they were made (kept in {path}):\n{''.join(opening)}")
        else:
            self.stdout.write("No demo account opens with its first password; they are made once and not again.")


def make_accounts(path: Path) -> None:
    """Once in the life of an installation: whoever deletes an admin that everybody knows does not want it back."""
    with transaction.atomic():
        _, first = DoneOnce.objects.get_or_create(what=MADE)
        if first:
            _make_all(path)


def _make_all(path: Path) -> None:
    passwords = {name: secrets.token_urlsafe(9) for name in ("admin", *TEACHERS)}
    User.objects.create_superuser("admin", password=passwords["admin"])
    for username in TEACHERS:
        User.objects.create_user(username, password=passwords[username])
    # Inside the transaction: accounts whose passwords nobody could read must not stay.
    with written_beside(path, private=True, durable=True) as file:
        file.writelines(f"  {name:12} {word}\n" for name, word in passwords.items())


def _opens(line: str) -> bool:
    name, word = line.split()
    user = User.objects.filter(username=name, is_active=True).first()
    return user is not None and user.check_password(word)
