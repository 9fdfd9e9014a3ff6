"""The look at the rows of a file as a whole: each kind is a row of a table with its threshold."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import comb

from mlcore.pipeline.sanity import counts, orders, repeats, scales, shifts, swaps
from mlcore.pipeline.sanity.facts import Looked, NotChecked, Suspicion, SuspicionKind
from mlcore.pipeline.sanity.table import FileRows, Known, Table
from mlcore.pipeline.schema import Field

Finder = Callable[[Table, float], Iterator[Suspicion]]
Counter = Callable[[Table], int]


def rows_of_file(table: Table) -> int:
    return len(table)


def rows_of_known(table: Table) -> int:
    return table.matched


def known_students(table: Table) -> int:
    return len(table.known.students)


@dataclass(frozen=True, kw_only=True)
class Check:
    """One kind: how many rows (students) it needs, what is a limit to it, and what finds it."""

    kind: SuspicionKind
    find: Finder
    limit: float
    counted: Counter
    fewest: int


# Limits are chosen by tests/bench/suspicions.py: together they may flag 2 of 100 honest files.
CHECKS = (
    Check(kind="students gone", find=counts.students_gone, limit=0.5, counted=known_students, fewest=10),
    Check(kind="students unknown", find=counts.students_unknown, limit=0.5, counted=known_students, fewest=5),
    Check(kind="dated before", find=counts.dated_before, limit=0, counted=rows_of_file, fewest=1),
    Check(kind="nothing new", find=repeats.nothing_new, limit=0.8, counted=rows_of_known, fewest=5),
    Check(kind="older values", find=repeats.older_values, limit=0.8, counted=rows_of_file, fewest=5),
    Check(kind="another scale", find=scales.another_scale, limit=0.6, counted=rows_of_file, fewest=5),
    Check(kind="shifted", find=shifts.shifted, limit=3.0, counted=rows_of_file, fewest=20),
    Check(kind="sorted apart", find=orders.sorted_apart, limit=1.0, counted=rows_of_file, fewest=8),
    Check(kind="unrelated", find=orders.unrelated, limit=4.0, counted=rows_of_known, fewest=20),
    Check(kind="swapped", find=swaps.swapped, limit=4.0, counted=rows_of_known, fewest=20),
    Check(kind="repeated rows", find=repeats.repeated_rows, limit=1e-3, counted=rows_of_file, fewest=6),
    Check(kind="choice vanished", find=counts.choice_vanished, limit=0.006, counted=rows_of_known, fewest=5),
    Check(kind="constant", find=counts.constant, limit=0.95, counted=rows_of_file, fewest=10),
    Check(kind="empty", find=counts.empty, limit=0.1, counted=rows_of_file, fewest=5),
)


# Scores scatter, and by chance they fit other rows better; all else is plain from counting.
BY_CHANCE: frozenset[SuspicionKind] = frozenset(("shifted", "sorted apart", "unrelated", "swapped"))
# Of 1,000 honest classes 18 have one of them, and of honest files as many may be flagged (tests/bench/suspicions.py).
IN_HONEST_CLASSES, IN_HONEST_FILES = 0.018, 0.02


def look(rows: FileRows, known: Known, fields: Sequence[Field]) -> Looked:
    """What is odd about the rows of a file as a whole, beside what is stored of the same students.

    Says nothing of what too few rows cannot tell from chance, and names that in `not_checked`.
    """
    table = Table.of(rows, known, fields)
    checked = [check for check in CHECKS if check.counted(table) >= check.fewest]
    found = [suspicion for check in checked for suspicion in check.find(table, check.limit)]
    return Looked(found=_without_consequences(found), not_checked=_not_checked(table))


def is_chance(found: int, of: int) -> bool:
    """Whether so many of the classes of a file have a finding in more than 2 of 100 honest files."""
    fewer = sum(
        comb(of, count) * IN_HONEST_CLASSES**count * (1 - IN_HONEST_CLASSES) ** (of - count) for count in range(found)
    )
    return 1 - fewer > IN_HONEST_FILES


def _not_checked(table: Table) -> tuple[NotChecked, ...]:
    counted = [(check, check.counted(table)) for check in CHECKS]
    return tuple(
        NotChecked(kind=check.kind, count=count, fewest=check.fewest)
        for check, count in counted
        if count < check.fewest
    )


# What follows from another finding about the same column, or about all rows, is not said beside it.
FOLLOWS: dict[SuspicionKind, tuple[SuspicionKind, ...]] = {
    "shifted": ("unrelated", "swapped"),
    "sorted apart": ("shifted", "unrelated", "swapped"),
    "constant": ("choice vanished", "unrelated"),
    "empty": ("choice vanished",),
}


def _without_consequences(found: Sequence[Suspicion]) -> tuple[Suspicion, ...]:
    """Without what another finding explains: a choice that is gone because its whole column is."""
    follows = {(kind, slug) for one in found for kind in FOLLOWS.get(one.kind, ()) for slug in (one.field, "")}
    of_all = {kind for one in found for kind in FOLLOWS.get(one.kind, ()) if kind in ("unrelated", "swapped")}
    return tuple(one for one in found if one.kind not in of_all and (one.kind, one.field) not in follows)
