"""The table of a class as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page

from mlcore.models import Task
from predictor.changes import words as changes
from predictor.models import Classroom
from predictor.numbered import numbered
from predictor.predicting.readings import Axis, common_axis
from predictor.predicting.words import older
from predictor.whole_class import words
from predictor.whole_class.table import Level, Order, Row, levels_of, rows_of

ROWS_PER_PAGE = 100
# For paper, and for whoever looks through all of them at once.
EVERYBODY, MOST_ON_A_PAGE = "all", 1_000


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One row in words; what cannot be said is empty."""

    row: Row
    passes: str = ""
    change: str = ""
    parts: str = ""
    mark: str = ""
    older: str = ""


@dataclass(frozen=True)
class Group:
    """Rows that stand together; by name it is everybody."""

    rows: list[Shown]
    is_told: bool = True

    @property
    def is_level(self) -> bool:
        return self.is_told and len(self.rows) > 1


@dataclass(frozen=True, kw_only=True)
class ClassTable:
    """A page of the table; the counts are of the whole class."""

    task: Task
    order: Order
    page: "Page[tuple[int, Row]]"
    is_whole: bool
    groups: list[Group]
    axis: Axis | None
    students: int
    predicted: int
    outdated: int

    @property
    def without(self) -> int:
        return self.students - self.predicted

    @property
    def is_by_score(self) -> bool:
        return self.order is Order.SCORE

    @property
    def of_all(self) -> str:
        """What an address goes on with to stay on the page of all."""
        return f"&page={EVERYBODY}" if self.is_whole else ""

    @property
    def has_whole(self) -> bool:
        """Whether it is longer than a page and not longer than one for paper."""
        return ROWS_PER_PAGE < self.page.paginator.count <= MOST_ON_A_PAGE


def class_table(classroom: Classroom, task: Task, order: Order, page: Any = None) -> ClassTable:
    rows = rows_of(classroom, task)
    levels = levels_of(rows) if order is Order.SCORE else [Level(tuple(rows))]
    placed = [(place, row) for place, level in enumerate(levels) for row in level.rows]
    is_whole = page == EVERYBODY and len(placed) <= MOST_ON_A_PAGE
    shown = numbered(placed, MOST_ON_A_PAGE if is_whole else ROWS_PER_PAGE, page)
    readings = [row.reading for row in rows if row.reading]
    return ClassTable(
        task=task,
        order=order,
        page=shown,
        is_whole=is_whole,
        groups=_groups(list(shown.object_list), levels),
        axis=common_axis(readings),
        students=len(rows),
        predicted=len(readings),
        outdated=sum(1 for row in rows if row.outdated),
    )


def _groups(placed: Sequence[tuple[int, Row]], levels: Sequence[Level]) -> list[Group]:
    """The part of each level that stands on the page."""
    found: dict[int, list[Shown]] = {}
    for place, row in placed:
        found.setdefault(place, []).append(shown_row(row))
    return [Group(part, levels[place].is_told) for place, part in found.items()]


def shown_row(row: Row) -> Shown:
    if row.reading is None:
        return Shown(row=row)
    prediction, places = row.reading.prediction, row.reading.target.decimals
    return Shown(
        row=row,
        passes=words.passes(row.chances),
        change=changes.change(row.change, places),
        parts=changes.parts(row.change, places),
        mark=changes.mark(row.change),
        older=older(row.outdated, prediction.task.schema_version.shown),
    )
