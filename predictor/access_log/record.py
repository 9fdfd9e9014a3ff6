"""What is known of one request, command or job before its line is written, and whom it was about so far."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from predictor.access_log.students import Of
from predictor.models import AccessLine

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

Piece = TypeVar("Piece", bound=Iterable[Any])


@dataclass(kw_only=True)
class Record:
    """`key` names a thing of the kind `of`; `noted` are students beside that. Whoever is `written` is not again."""

    door: AccessLine.Door
    act: AccessLine.Act
    what: str
    of: Of = Of.ROWS
    key: int | None = None
    account: int | None = None
    account_name: str = ""
    noted: set[int] = field(default_factory=set)
    written: set[int] = field(default_factory=set)
    is_written: bool = False
    goes_on: bool = False

    def by(self, user: "User | AnonymousUser") -> None:
        self.account, self.account_name = user.pk, user.get_username()


CURRENT: ContextVar[Record | None] = ContextVar("access_record", default=None)


def record_of(request: Any) -> Record | None:
    """Also of a request of the API, which holds the one that came in."""
    return getattr(getattr(request, "_request", request), "access_record", None)


def seen(request: Any, students: Iterable[int | None]) -> None:
    """A view says whose rows it really shows, or about whom it was asked; rows without a student count for nobody."""
    if record := record_of(request):
        record.noted.update(pk for pk in students if pk is not None)


def only_seen(request: Any) -> None:
    """It was tried out, and nothing was stored: a look, whatever the address does else."""
    if record := record_of(request):
        record.act = AccessLine.Act.SAW


def seen_in(request: Any, pieces: Iterable[Piece], student_of: Callable[[Any], int | None]) -> Iterator[Piece]:
    """The same of a list that is sent while it is read: before a piece leaves, its students are noted."""
    if record := record_of(request):
        record.goes_on = True
    return _noting(request, pieces, student_of)


def _noting(request: Any, pieces: Iterable[Piece], student_of: Callable[[Any], int | None]) -> Iterator[Piece]:
    for piece in pieces:
        seen(request, map(student_of, piece))
        yield piece


def touched(students: Iterable[int]) -> None:
    """What is about to be stored concerns them: said where they are only known while it is, by whatever door."""
    if record := CURRENT.get():
        record.noted.update(students)


@contextmanager
def current(record: Record | None) -> Iterator[None]:
    token = CURRENT.set(record)
    try:
        yield
    finally:
        CURRENT.reset(token)
