"""What a document is made of, whichever door it leaves through."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from predictor.models import Statement
from predictor.roles import Act

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


SHORT = 64  # characters: a hash is one


@dataclass(frozen=True)
class Table:
    """Cells are texts as people read them; the first of a row names it. `note` stands below."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""

    @property
    def is_of_pairs(self) -> bool:
        """Whether name and value fit beside each other on a phone."""
        return len(self.columns) == 2 and all(len(value) <= SHORT for _, value in self.rows)

    @property
    def lines(self) -> "list[Line]":
        return [Line(row[0], list(zip(self.columns[1:], row[1:], strict=True))) for row in self.rows]


@dataclass(frozen=True)
class Line:
    """A row whose cells know what their columns are called."""

    name: str
    cells: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Gap:
    """A text that only the school can write; `hint` says what belongs in it."""

    key: str
    label: "StrOrPromise"
    hint: "StrOrPromise"


@dataclass(frozen=True)
class Said:
    """A gap with what was said; `statement` is None where nobody said anything yet."""

    gap: Gap
    statement: Statement | None

    @property
    def text(self) -> str:
        return self.statement.text if self.statement else ""

    @property
    def version(self) -> int:
        return self.statement.version if self.statement else 0


@dataclass(frozen=True, kw_only=True)
class Section:
    """`law` names what asks for it; `gaps` are keys. `name` is for programs."""

    name: str
    heading: str
    law: str = ""
    says: Sequence[str] = ()
    tables: Sequence[Table] = ()
    gaps: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Document:
    """`gaps` are those of all its sections: who fills them need not have it written first."""

    name: str
    title: "StrOrPromise"
    about: "StrOrPromise"
    needs: Act
    gaps: Sequence[str]
    write: Callable[[], list[Section]]
