"""A zip between upload and confirmation: read again for every step, because what is here may change meanwhile."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.oneroster.reading import read_oneroster
from mlcore.pipeline.files.oneroster.records import Roster as Records
from mlcore.pipeline.messages import N_, message
from mlcore.pipeline.schema.texts import listed
from predictor.access.clearing import too_many
from predictor.models import Roster, RosterFile
from predictor.models.imports import LONGEST_FILE_NAME
from predictor.oneroster import reads
from predictor.oneroster.core.choices import Choices
from predictor.oneroster.core.here import Class, Earlier
from predictor.oneroster.core.plan import RosterPlan, plan_roster
from predictor.oneroster.teachers import accounts_of
from predictor.problems import ImportDone, ImportRefused
from studentperf.basics.uploads import most_bytes, most_said, tidy_name

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ARCHIVED = N_(
    "Archived classes take nothing in: %(classes)s. Leave them out here, or bring them back on their pages first."
)
GONE = N_("The file is not there any more: it was stored, thrown away, or lay unused for too long. Upload it again.")
# A page with more of them is not read; the command takes any number.
MOST_CLASSES = 400


def begin(user: "User", name: str, content: bytes) -> Roster:
    """Keep a zip that can be read. Raises ImportRefused with file, line and remedy."""
    _check_size(content)
    if why := too_many(user):
        raise ImportRefused(why)
    _check_count(read(content))
    row = head_of(user, name, content)
    with transaction.atomic():
        row.save()
        RosterFile.objects.create(about=row, content=content)
    return row


def _check_size(content: bytes) -> None:
    if len(content) > most_bytes():
        raise ImportRefused(
            _(
                "The file is larger than %(most)s. Export fewer terms, or take it in on the server with "
                "manage.py import_oneroster."
            )
            % {"most": most_said()}
        )


def _check_count(records: Records) -> None:
    if len(records.classes) > MOST_CLASSES:
        raise ImportRefused(
            _(
                "The file holds more than %(most)s classes. Export one school at a time, or take it "
                "in on the server with manage.py import_oneroster."
            )
            % {"most": MOST_CLASSES}
        )


def head_of(user: "User", name: str, content: bytes) -> Roster:
    """The record of a zip; not stored yet."""
    digest = hashlib.sha256(content).hexdigest()
    return Roster(made_by=user, file_name=tidy_name(name, LONGEST_FILE_NAME), sha256=digest, size=len(content))


def read(content: bytes) -> Records:
    """Raises ImportRefused."""
    with NamedTemporaryFile(suffix=".zip") as file:
        file.write(content)
        file.flush()
        try:
            return read_oneroster(Path(file.name))
        except DataError as error:
            raise ImportRefused(error.message) from error


class Draft:
    """One draft with what its zip says. What is expensive is done once per request."""

    def __init__(self, row: Roster, content: bytes) -> None:
        self.row, self.content = row, content
        self.choices = Choices.of(row.choices)
        self.today: dt.date = timezone.localdate()

    @classmethod
    def of(cls, row: Roster) -> "Draft":
        """Raises ImportDone where it is none any more."""
        file = RosterFile.objects.filter(about=row).first() if row.is_draft else None
        if file is None:
            raise ImportDone(message(GONE))
        return cls(row, bytes(file.content))

    @cached_property
    def records(self) -> Records:
        """Raises ImportRefused."""
        return read(self.content)

    @cached_property
    def here(self) -> dict[str, Class]:
        """Raises ImportRefused."""
        return reads.classes_here(self.records, self.choices)

    @cached_property
    def earlier(self) -> Earlier:
        pupils = reads.pupils_of_earlier_zips(_who_is_only_referred_to(self.records, self.here.values()))
        return Earlier(pupils=pupils, accounts=accounts_of(self.records, self.today))

    def plan(self) -> RosterPlan:
        """Raises ImportRefused."""
        plan = plan_roster(self.records, self.choices, self.here, self.earlier, self.today)
        closed = [one.here.name for one in plan.classes if one.here.is_archived and one.stores_anything]
        if closed:
            raise ImportRefused(message(ARCHIVED, classes=listed(closed)))
        return plan

    def choose(self, choices: Choices) -> None:
        """Raises ImportDone."""
        with transaction.atomic():
            row = Roster.objects.to_change().filter(pk=self.row.pk).first()
            if row is None or not row.is_draft:
                raise ImportDone(message(GONE))
            row.choices = choices.to_dict()
            row.save(update_fields=["choices"])
        self.take(choices)

    def take(self, choices: Choices) -> None:
        """As `choose`, of what is not stored yet."""
        self.row.choices, self.choices = choices.to_dict(), choices
        self.forget()

    def forget(self) -> None:
        """What was read before is read again."""
        for name in ("here", "earlier"):
            self.__dict__.pop(name, None)


def _who_is_only_referred_to(records: Records, classes: Iterable[Class]) -> set[str]:
    told = {one.person for one in records.enrolments.values()} | {one.student for one in records.results.values()}
    return (told | {key for one in classes for key in one.ids}) - set(records.students)
