"""What a look at the rows of a file may find, as facts; said in mlcore.words.files.suspicious."""

from dataclasses import dataclass
from typing import Literal

SuspicionKind = Literal[
    "students gone",
    "students unknown",
    "dated before",
    "nothing new",
    "older values",
    "shifted",
    "sorted apart",
    "unrelated",
    "another scale",
    "swapped",
    "repeated rows",
    "choice vanished",
    "constant",
    "empty",
]


@dataclass(frozen=True, kw_only=True)
class Suspicion:
    """One thing that is odd about a column (`field`, a slug), or about all rows where that is blank.

    It holds for `count` of so many rows (students of 'students gone', cells of 'nothing new' and 'older values'). Kinds
    leave what they do not need at its default.
    """

    kind: SuspicionKind
    field: str = ""
    count: int = 0
    of: int = 0
    # Of 'swapped' the second column.
    other: str = ""
    # Of 'shifted': the values are those of the student so many rows above, below where negative.
    step: int = 0
    # Of 'shifted': from which row on, counted from 1 among the rows that hold students.
    start: int = 1
    # Of 'another scale': what the values seem to be out of.
    top: float = 0.0
    # Of 'choice vanished': which, and what these students have now; blank where that is not known.
    choice: str = ""
    instead: str = ""
    # Of 'repeated rows': where both blocks begin, counted from 1 among the rows that hold students.
    begins: tuple[int, int] = (0, 0)


@dataclass(frozen=True, kw_only=True)
class NotChecked:
    """A kind that so few rows (students) cannot tell from chance: it needs `fewest`."""

    kind: SuspicionKind
    count: int
    fewest: int


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What was found, the worst first, and what could not be looked for."""

    found: tuple[Suspicion, ...]
    not_checked: tuple[NotChecked, ...] = ()
