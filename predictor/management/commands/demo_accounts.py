"""Make one admin and two teachers with a class each, once, with random passwords; print those that still open."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from mlcore.datasets import storing
from mlcore.models import Dataset
from mlcore.pipeline.atomic_file import written_beside
from mlcore.pipeline.schema import Schema
from predictor.classes.work import create_class, save_student
from predictor.models import DoneOnce, Student

STUDENTS_PER_CLASS = 12
TEACHERS = {"teacher-one": "Class 8a", "teacher-two": "Class 8b"}
NAMES = """
Amara Osei, Bilal Khan, Chiara Rossi, Daniel Weber, Elif Demir, Farah Haddad, Georg Lind, Hana Sato,
Ivo Novak, Jun Park, Kofi Mensah, Lena Fischer, Mateo Cruz, Nadia Petrova, Oskar Berg, Priya Nair,
Quinn Murphy, Rosa Silva, Samir Aziz, Tara Singh, Umberto Conti, Vera Horvat, Wanjiru Kamau, Yusuf Kaya
"""


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
    dataset = Dataset.objects.offered().imported().filter(is_demo=True).last()
    if dataset is None:
        raise CommandError("there is no bundled data yet; run: manage.py setup --demo")
    with transaction.atomic():
        _, first = DoneOnce.objects.get_or_create(what=MADE)
        if first:
            _make_all(path, dataset)


def _make_all(path: Path, dataset: Dataset) -> None:
    passwords = {name: secrets.token_urlsafe(9) for name in ("admin", *TEACHERS)}
    User.objects.create_superuser("admin", password=passwords["admin"])
    for position, (username, class_name) in enumerate(TEACHERS.items()):
        teacher = User.objects.create_user(username, password=passwords[username])
        _make_class(class_name, teacher, dataset, position * STUDENTS_PER_CLASS)
    # Inside the transaction: accounts whose passwords nobody could read must not stay.
    with written_beside(path, private=True, durable=True) as file:
        file.writelines(f"  {name:12} {word}\n" for name, word in passwords.items())


def _opens(line: str) -> bool:
    name, word = line.split()
    user = User.objects.filter(username=name, is_active=True).first()
    return user is not None and user.check_password(word)


def _make_class(name: str, teacher: User, dataset: Dataset, first: int) -> None:
    classroom = create_class(name=name, schema_version=dataset.schema_version, teacher=teacher)
    rows = storing.frame_of(dataset).iloc[first : first + STUDENTS_PER_CLASS].to_dict("records")
    names = [student.strip() for student in NAMES.split(",")][first:]
    for student, row in zip(names, rows, strict=False):
        save_student(Student(classroom=classroom), name=student, known=_known(dataset.schema_version.schema, row))


def _known(schema: Schema, row: dict[Any, Any]) -> dict[str, Any]:
    """What stays the same about a student; scores are entered with each prediction."""
    return {field.slug: row[field.slug] for field in schema.fields if field.about == "student"}
