"""Which accounts the teachers of a zip may be: by e-mail, else by user name. None is chosen or made for it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.db.models.functions import Lower

from mlcore.pipeline.files.oneroster.records import Person, Roster
from predictor.oneroster import reads
from predictor.oneroster.core import learners

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One teacher; `accounts` share the e-mail or, where none does, the user name (`by_mail` tells which)."""

    person: Person
    classes: tuple[str, ...]
    accounts: tuple["User", ...]
    by_mail: bool

    @property
    def name(self) -> str:
        return f"{self.person.given_name} {self.person.family_name}".strip() or self.person.id


def proposals(roster: Roster, taken: Collection[str], today: dt.date) -> list[Proposal]:
    """Of everybody who teaches a class that is taken; one query."""
    teaching = {
        person: tuple(key for key in classes if key in taken)
        for person, classes in learners.teachers(roster, today).items()
    }
    people = {key: roster.teachers[key] for key, classes in teaching.items() if classes and key in roster.teachers}
    by_mail, by_name = _accounts(list(people.values()))
    found = []
    for key, person in people.items():
        mailed = by_mail.get(person.email.lower(), []) if person.email else []
        named = by_name.get(person.username.lower(), []) if person.username else []
        accounts = tuple(mailed or named)
        found.append(Proposal(person=person, classes=teaching[key], accounts=accounts, by_mail=bool(mailed)))
    return found


def accounts_of(roster: Roster, today: dt.date) -> dict[str, int]:
    """Of teachers, by their ids: as earlier zips told; of those who stopped also where only one account fits."""
    ended = {person for several in learners.ended_teachers(roster, today).values() for person in several}
    people = [roster.teachers[key] for key in sorted(ended) if key in roster.teachers]
    by_mail, by_name = _accounts(people) if people else ({}, {})
    fitting = {one.id: by_mail.get(one.email.lower()) or by_name.get(one.username.lower()) or [] for one in people}
    alone = {key: users[0].pk for key, users in fitting.items() if len(users) == 1}
    return alone | reads.accounts_of_earlier_zips()


def certain(proposed: list[Proposal]) -> dict[str, int | None]:
    """Where exactly one account fits."""
    return {one.person.id: one.accounts[0].pk for one in proposed if len(one.accounts) == 1}


def _accounts(people: list[Person]) -> tuple[dict[str, list["User"]], dict[str, list["User"]]]:
    mails = {person.email.lower() for person in people if person.email}
    names = {person.username.lower() for person in people if person.username}
    rows = get_user_model().objects.filter(is_active=True).annotate(mail=Lower("email"), called=Lower("username"))
    by_mail: dict[str, list[User]] = defaultdict(list)
    by_name: dict[str, list[User]] = defaultdict(list)
    for user in rows.filter(Q(mail__in=mails) | Q(called__in=names)).order_by("username"):
        by_mail[user.mail].append(user)
        by_name[user.called].append(user)
    return by_mail, by_name
