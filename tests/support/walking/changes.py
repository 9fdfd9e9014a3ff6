"""Everybody sends changes to every address that takes any: what they were answered, and which tables it wrote to."""

from dataclasses import dataclass

from django.db import connection, transaction
from marked_fields import HIDDEN
from school_addresses import GHOST, addresses, api_addresses
from walk import LEFT_ALONE, Visit, api_of, pages_of, visit

# Rows that the transaction so far added, changed or removed, by table; what was taken back is counted, too.
WRITTEN = """SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables
WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"""
# That somebody asked, and with which log-in or token.
ASKING = {"predictor_accessline", "predictor_session", "predictor_tokengrant", "auth_user"}
BY_PROGRAMS = ("post", "patch", "put", "delete")


@dataclass(frozen=True)
class Place:
    """An address and the same with numbers of nothing."""

    door: str
    name: str
    method: str
    there: str
    nowhere: str


@dataclass(frozen=True)
class Sent:
    visit: Visit
    stored: frozenset[str]
    place: Place


def changing(admin, school):
    """Every address with each method that it takes beside reading, as it says itself to a method that nobody has."""
    for door, client, listed in (("page", pages_of(admin), addresses), ("api", api_of(admin), api_addresses)):
        for (name, there), (_name, nowhere) in zip(listed(school), listed(school, ghosts=True), strict=True):
            for method in _taken(door, client, there) if name not in LEFT_ALONE else ():
                yield Place(door, name, method, there, nowhere)


def _taken(door, client, address):
    """A browser sends forms, and nothing else."""
    with transaction.atomic():
        said = client.generic("PURGE", address).get("Allow", "post").lower().split(", ")
        transaction.set_rollback(True)
    return [method for method in (("post",) if door == "page" else BY_PROGRAMS) if method in said]


def bodies(school, ghosts=False):
    """What many of them take, about the school's things or about nothing."""
    numbers = {"student": school.student.pk, "classroom": school.classroom.pk, "dataset": school.dataset.pk}
    said = dict.fromkeys(("name", "reason", "why", "text", "what", "comment"), "Said by somebody")
    said |= {"task": "math", "confirm": "1"} | (dict.fromkeys(numbers, GHOST) if ghosts else numbers)
    return {"page": said, "api": said}


def nonsense(school):
    """What no form takes, in every field that is shown; programs may send too little besides."""
    schema = school.version.schema_version.schema.without(HIDDEN, "")
    bad = {field.slug: "nonsense" for field in schema.fields}
    form = {f"answer-{slug}": said for slug, said in bad.items()} | bad | {"name": "", "reason": "", "nonsense": "1"}
    asked = {"answers": bad, "known": bad, "task": "math", "student": school.student.pk, "rules": bad}
    lacking = {"answers": {}, "task": "math", "known": {}, "name": "Ida", "combinations": [["nonsense"]]}
    return {"page": form, "api": asked}, {"api": lacking}


def send(who, user, places, bodies, ghosts=False):
    """A body by door, to every place; whatever it did is taken back."""
    clients = {"page": pages_of(user), "api": api_of(user)}
    for place in (one for one in places if one.door in bodies):
        address = place.nowhere if ghosts else place.there
        answer, stored = _undone(clients[place.door], place.method, address, bodies[place.door])
        yield Sent(visit(who, place.name, answer), stored - ASKING, place)


def told_apart(places):
    """Those that say in their address or in what is sent what they are about; an account's own pages are about it."""
    return [one for one in places if one.there != one.nowhere or not one.there.startswith("/account/")]


def _undone(client, method, address, sent):
    with transaction.atomic():
        before = _written()
        answer = getattr(client, method)(address, sent)
        after = _written()
        transaction.set_rollback(True)
    client.cookies.pop("messages", None)  # of what was done, on the next page
    return answer, frozenset(table for table in after if after[table] != before.get(table))


def _written():
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return dict(cursor.fetchall())
