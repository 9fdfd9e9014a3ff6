"""Giving lines their places in the chain. Requests never wait for it: they only add lines, which are sealed later."""

import datetime as dt
from collections.abc import Sequence

import structlog
from django.db import connection, transaction
from django.utils import timezone

from predictor.access_log.chain.hashing import BEGINNING, COLUMNS, Said, hashed
from predictor.models import AccessSeal

logger = structlog.get_logger(__name__)

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
    before = _newest()
    place, chained = _place_of(before)
    hashes = []
    for line in lines:
        place += 1
        chained = hashed(chained, place, line)
        hashes.append(chained)
    first = place - len(lines) + 1
    with connection.cursor() as cursor:
        cursor.execute(SEAL, [[line.id for line in lines], list(range(first, place + 1)), hashes])
    _tell(before, AccessSeal.objects.create(place=place, hash=chained, at=timezone.now()))


def _tell(before: AccessSeal | None, now: AccessSeal) -> None:
    """The first head of each hour goes into the server's log: who owns the database can take the newest lines away
    together with their seals, and then only a head that is kept elsewhere tells."""
    if before is None or _hour(before) != _hour(now):
        logger.info("access_log_sealed", place=now.place, head=now.hash.hex())


def _hour(one: AccessSeal) -> dt.datetime:
    return one.at.replace(minute=0, second=0, microsecond=0)


def head() -> tuple[int, bytes]:
    """The last place and its hash."""
    return _place_of(_newest())


def _newest() -> AccessSeal | None:
    return AccessSeal.objects.order_by("-place").first()


def _place_of(newest: AccessSeal | None) -> tuple[int, bytes]:
    return (newest.place, bytes(newest.hash)) if newest else (0, BEGINNING)
