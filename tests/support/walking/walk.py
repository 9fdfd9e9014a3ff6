"""A walk through every address as everybody: what they were answered, and what of it they should not have read."""

import logging
import re
from dataclasses import dataclass

import typst
from django.contrib.auth.models import User
from django.test import Client
from marked_fields import marks_in
from rest_framework.test import APIClient
from school_addresses import addresses, api_addresses

from predictor.access.people.departments import Made, add_department
from predictor.access.people.work import Asked, change
from predictor.api.authentication import tokens
from predictor.models import Classroom

# Who has nothing to do with the class of the school, in any role; a head sees it in totals, without names.
OTHERS = ("stranger", "other_department", "head", "data_manager")
# Those who may see students and change nothing about them.
ONLY_READ = ("department", "head_with_names")
EVERYBODY = ("owner", *ONLY_READ, *OTHERS, "admin")
# Those who see the students of the school's class and from whom the fields are hidden.
OWN = ("owner", *ONLY_READ)
# Of no class and no student: who may ask for these at all sees which there are.
OF_NOBODY = re.compile(
    r"(api-)?(model|card|candidate|explore|training|report|described|description|grade|field|rehearsal|task|promotion"
    r"|version|person|department|job|dataset)"
)
# In the name of a student and of whoever supports them.
PERSONAL = re.compile(r"Amara|Mr Li")
# Asking these would end the walk.
LEFT_ALONE = {"logout", "account_logout"}
# The same for everybody, and dear; whoever sees everything reads in lists as files what their pages show.
ONCE = ("-xlsx", "api-schema")
WITHOUT_LISTS = (*ONCE, "-csv")


@dataclass(frozen=True)
class Visit:
    who: str
    name: str
    status: int
    fields: tuple[str, ...]
    persons: tuple[str, ...]
    looks: str


def print_as_text(monkeypatch):
    """What a PDF is laid out from stands in its place: a layout adds nothing to it, and type is set as pictures."""

    def laid_out(layout, *, sys_inputs, **how):
        return "\n".join(sys_inputs.values()).encode()

    monkeypatch.setattr(typst, "compile", laid_out)


def staff(people, classroom, task):
    """Everybody of EVERYBODY by name; teachers and the admin are there."""
    names = ("department", "other_department", "head", "head_with_names", "data_manager")
    made = {name: User.objects.create_user(name) for name in names}
    other = Classroom.objects.create(name="Elsewhere", schema_version=classroom.schema_version)
    other.teachers.add(people.stranger)
    for name, user in made.items():
        role = "head_of_department" if name.endswith("department") else name.removesuffix("_with_names")
        change(user, Asked(roles=[role], names=name == "head_with_names"), people.admin, "asked")
    for name, room in (("department", classroom), ("other_department", other)):
        add_department(Made(name=name, heads=[made[name]], classrooms=[room], tasks=[task]), people.admin, "asked")
    return made | {name: getattr(people, name) for name in ("owner", "stranger", "admin")}


def pages_of(user):
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def api_of(user):
    client = APIClient(raise_request_exception=False, HTTP_AUTHORIZATION=f"Bearer {tokens.issue(user)[0]}")
    client.default_format = "json"
    return client


def walk(who, user, school, also=()):
    """Everything that is there, got."""
    for client, named in ((pages_of(user), [*addresses(school), *also]), (api_of(user), api_addresses(school))):
        for name, address in named:
            # A workbook has the cells of the list beside it.
            skipped = {"owner": (), "admin": WITHOUT_LISTS, "head_with_names": WITHOUT_LISTS}.get(who, ONCE)
            if name not in LEFT_ALONE and not name.endswith(skipped):
                yield visit(who, name, client.get(address))


def ghost_walk(who, user, school):
    """The same addresses with numbers of nothing, where they have any."""
    for client, real, ghosts in (
        (pages_of(user), addresses(school), addresses(school, ghosts=True)),
        (api_of(user), api_addresses(school), api_addresses(school, ghosts=True)),
    ):
        for (name, there), (_name, nowhere) in zip(real, ghosts, strict=True):
            if there != nowhere and not name.endswith(ONCE):
                yield visit(who, name, client.get(nowhere))


def visit(who, name, answer):
    fields = tuple(marks_in(answer))
    content = b"" if answer.streaming else answer.content
    text = content.decode("utf-8", "replace") + str(dict(answer.items()))
    return Visit(who, name, answer.status_code, fields, tuple(set(PERSONAL.findall(text))), _looks(answer, content))


QUOTED = r'"request_id":"[^"]*"|<code>[-0-9a-f]{36}</code>'
DRAWN = re.compile(rf'(name="csrfmiddlewaretoken" value|nonce|data-csrf)="[^"]*"|{QUOTED}')


def _looks(answer, content):
    """Without numbers, and without what is drawn anew for each answer."""
    text = DRAWN.sub("", content.decode("utf-8", "replace"))
    head = f"{answer.status_code} {answer.get('Content-Type')} {answer.get('Location', '')}"
    return re.sub(r"\d+", "N", f"{head} {text}")


class Heard(logging.Handler):
    """Everything that is logged meanwhile, as text."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.said = []

    def emit(self, record):
        self.said.append(f"{record.getMessage()} {record.exc_info or ''}")

    def __enter__(self):
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *of):
        logging.getLogger().removeHandler(self)
