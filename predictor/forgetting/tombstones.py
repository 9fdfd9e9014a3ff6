"""Who was forgotten, as it is kept beside the files of models: a restore takes the table back, but not these."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import connection
from django.utils.dateparse import parse_datetime

from mlcore.bundles import beside
from predictor.models import Forgetting

FOLDER = "forgotten"
DAMAGED = (
    "{name} beside the model files is damaged, and says who was forgotten: bring it back from a copy"  # not for readers
)
NAME = re.compile(r"student-\d+-[0-9TZ]+\.json")


class Unreadable(Exception):
    """A file of the folder is not what was written there; said with its name."""


@dataclass(frozen=True)
class Tombstone:
    """Times in ISO format. It names nobody: a number, and since when somebody had it."""

    student: int
    made_at: str
    why: str
    who: str
    at: str

    @classmethod
    def of(cls, row: Forgetting) -> "Tombstone":
        return cls(row.student, row.student_made_at.isoformat(), row.why, row.who, row.at.isoformat())

    @property
    def name(self) -> str:
        return f"student-{self.student}-{_moment(self.made_at):%Y%m%dT%H%M%S%f}Z.json"

    @property
    def student_made_at(self) -> datetime:
        return _moment(self.made_at)

    @property
    def forgotten_at(self) -> datetime:
        return _moment(self.at)


def _moment(text: str) -> datetime:
    found = parse_datetime(text)
    if found is None:
        raise ValueError(f"'{text}' is no time")
    return found


def write_missing() -> None:
    """Also those whose writing was cut off after the student had gone. Raises OSError."""
    there = set(beside.names(FOLDER))
    for row in Forgetting.objects.all():
        stone = Tombstone.of(row)
        if stone.name not in there:
            beside.write(FOLDER, stone.name, json.dumps(asdict(stone)))


def known() -> list[Tombstone]:
    """Those beside the model files, and those of the table as it is now, if it is there. Raises OSError, Unreadable."""
    found = {stone.name: stone for stone in [*_of_table(), *_of_files()]}
    return [found[name] for name in sorted(found)]


def _of_files() -> list[Tombstone]:
    return [_read(name) for name in beside.names(FOLDER) if NAME.fullmatch(name)]


def _read(name: str) -> Tombstone:
    try:
        stone = Tombstone(**json.loads(beside.read(FOLDER, name)))
        if stone.name == name:
            return stone
    except (ValueError, TypeError):
        pass
    raise Unreadable(DAMAGED.format(name=f"{FOLDER}/{name}"))


def _of_table() -> list[Tombstone]:
    if Forgetting._meta.db_table not in connection.introspection.table_names():
        return []
    return [Tombstone.of(row) for row in Forgetting.objects.all()]
