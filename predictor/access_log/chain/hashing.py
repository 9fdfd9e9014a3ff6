"""The hash of a line: over the hash of the line before and all that this one says."""

import datetime as dt
import hashlib
import json
from typing import NamedTuple

BEGINNING = bytes(32)
COLUMNS = "id, at, account, account_name, door, act, what, kind, thing, students"


class Said(NamedTuple):
    """In the order of COLUMNS."""

    id: int
    at: dt.datetime
    account: int | None
    account_name: str
    door: str
    act: str
    what: str
    kind: str
    thing: int | None
    students: list[int]


def hashed(before: bytes, place: int, said: Said) -> bytes:
    """SHA-256; `before` is the hash of the place before, BEGINNING of the first."""
    told = json.dumps([place, said.id, said.at.astimezone(dt.UTC).isoformat(), *said[2:]])
    return hashlib.sha256(before + told.encode()).digest()
