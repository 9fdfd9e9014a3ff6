"""Reading the chain again: whether every line is there and says what it said when it was sealed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from predictor.access_log.chain.hashing import BEGINNING, COLUMNS, Said, hashed
from predictor.access_log.chain.sealing import LOCK, head
from predictor.models import AccessLine, AccessSeal

AT_ONCE = 5_000
READ = f"""
SELECT line.place, line.hash, seal.hash, {", ".join(f"line.{name}" for name in COLUMNS.split(", "))}
FROM predictor_accessline line LEFT JOIN predictor_accessseal seal ON seal.place = line.place AND NOT seal.cuts
WHERE line.place > %s ORDER BY line.place LIMIT %s
"""  # noqa: S608 - names of columns, written here


@dataclass(frozen=True, kw_only=True)
class Verified:
    """`broken` says what is wrong with the first line that is; empty where all is whole. `begins_after` is the last
    place that was cut away."""

    lines: int
    begins_after: int
    unsealed: int
    place: int
    head: bytes
    broken: str = ""


class Broken(Exception):
    """With what is wrong, and where."""


def verify(kept: bytes = b"") -> Verified:
    """`kept` is a head that was written down elsewhere: it must be one of the chain's."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Nobody seals or cuts meanwhile; lines go on being added.
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])
        return _verify(kept)


def _verify(kept: bytes) -> Verified:
    cut = AccessSeal.objects.filter(cuts=True).order_by("-place").first()
    begins = cut.place if cut else 0
    place, told = head()
    walk, broken = _Walk(begins, bytes(cut.hash) if cut else BEGINNING, kept), ""
    try:
        walk.go(place)
    except Broken as error:
        broken = str(error)
    unsealed = AccessLine.objects.unsealed().count()
    return Verified(lines=walk.lines, begins_after=begins, unsealed=unsealed, place=place, head=told, broken=broken)


@dataclass(frozen=True)
class _Step:
    place: int
    told: bytes
    seal: bytes | None
    said: Said


class _Walk:
    """From the first line that is kept to the last that was sealed."""

    def __init__(self, place: int, chained: bytes, kept: bytes) -> None:
        self.place, self.chained, self.lines = place, chained, 0
        self.kept, self.met = kept, not kept or kept == chained

    def go(self, last: int) -> None:
        """Raises Broken."""
        for step in _sealed(self.place):
            self._step(step)
        if self.place < last:
            raise Broken(f"the line at place {self.place + 1} is missing, and all after it up to place {last}")
        if self.place > last:
            raise Broken(f"the seal of place {self.place} is missing")
        if not self.met:
            raise Broken("the head that was given is none of this chain's: lines were taken away or written anew")

    def _step(self, step: "_Step") -> None:
        place, said = step.place, step.said
        if place != self.place + 1:
            raise Broken(f"the line at place {self.place + 1} is missing; the next there is line {said.id}")
        self.chained = hashed(self.chained, place, said)
        if self.chained != step.told or step.seal not in (None, step.told):
            raise Broken(f"line {said.id} at place {place} is not what was sealed there")
        self.place, self.lines = place, self.lines + 1
        self.met = self.met or self.chained == self.kept


def _sealed(after: int) -> Iterator[_Step]:
    while True:
        with connection.cursor() as cursor:
            cursor.execute(READ, [after, AT_ONCE])
            rows = cursor.fetchall()
        for place, told, seal, *said in rows:
            yield _Step(place, bytes(told), seal and bytes(seal), Said(*said))
        if len(rows) < AT_ONCE:
            return
        after = rows[-1][0]
