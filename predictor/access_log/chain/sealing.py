"""Giving lines their places in the chain. Requests never wait for it: they only add lines, which are sealed later."""

from collections.abc import Sequence

from django.db import connection, transaction

from predictor.access_log.chain.hashing import BEGINNING, COLUMNS, Said, hashed
from predictor.models import AccessSeal

# Any number that no other use of Postgres' advisory locks in this project takes.
LOCK = 7_014
AT_ONCE = 5_000
NEXT = f"SELECT {COLUMNS} FROM predictor_accessline WHERE place IS NULL ORDER BY id LIMIT %s"  # noqa: S608 - names of ours
SEAL = """
UPDATE predictor_accessline SET place = given.place, hash = given.hash
FROM (SELECT unnest(%s::bigint[]) AS id, unnest(%s::bigint[]) AS place, unnest(%s::bytea[]) AS hash) given
WHERE predictor_accessline.id = given.id
"""


def seal() -> int:
    """Everything that is written, in pieces; how many lines. Nothing where somebody else is at it."""
    sealed = 0
    while some := _seal_some():
        sealed += some
    return sealed


@transaction.atomic
def _seal_some() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(NEXT, [AT_ONCE])
        lines = [Said(*row) for row in cursor.fetchall()]
        if lines:
            _give_places(lines)
    return len(lines)


def _give_places(lines: Sequence[Said]) -> None:
    place, chained = head()
    hashes = []
    for line in lines:
        place += 1
        chained = hashed(chained, place, line)
        hashes.append(chained)
    first = place - len(lines) + 1
    with connection.cursor() as cursor:
        cursor.execute(SEAL, [[line.id for line in lines], list(range(first, place + 1)), hashes])
    AccessSeal.objects.create(place=place, hash=chained)


def head() -> tuple[int, bytes]:
    """The last place and its hash."""
    newest = AccessSeal.objects.order_by("-place").first()
    return (newest.place, bytes(newest.hash)) if newest else (0, BEGINNING)
