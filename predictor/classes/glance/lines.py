"""Classes as the first screen shows them: who, what range, how sure, since when, what changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore.models import Task
from mlcore.pipeline.schema import Field
from mlcore.words import numbers
from predictor.access.questions import tasks_of_all
from predictor.charts.ranges import RangeMark
from predictor.charts.scale import Scale
from predictor.classes.glance.figures import Figures, figures
from predictor.models import Classroom, Student
from predictor.models.scope import told

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# The figures of so many students are read for a page; classes beyond tell theirs on their own pages.
MOST_STUDENTS = 400
MOST_NAMED = 3


@dataclass(frozen=True)
class Question:
    """One question of a class that something was predicted for; `moved` are the first of those who did, by name."""

    task: Task
    target: Field
    figures: Figures
    moved: tuple[Student, ...]

    @property
    def low(self) -> str:
        return numbers.score(self.figures.lowest, self.target)

    @property
    def high(self) -> str:
        return numbers.score(self.figures.highest, self.target)

    @property
    def width(self) -> str:
        return numbers.points(self.figures.width, self.target)

    @property
    def is_of_one_day(self) -> bool:
        return timezone.localdate(self.figures.first_at) == timezone.localdate(self.figures.last_at)

    @property
    def changed(self) -> str:
        """'2 of 25 are outside their earlier range'; empty where nobody was predicted before."""
        moved, compared = len(self.figures.moved), self.figures.compared
        if not compared:
            return ""
        if not moved:
            return _("nobody is outside the earlier range")
        told = ngettext(
            "%(moved)s of %(compared)s is outside the earlier range",
            "%(moved)s of %(compared)s are outside the earlier range",
            moved,
        )
        return told % {"moved": moved, "compared": compared}

    @property
    def moved_count(self) -> str:
        """'2 changed', for where one line has several questions."""
        count = len(self.figures.moved)
        return ngettext("%(count)s changed", "%(count)s changed", count) % {"count": count}

    @property
    def more(self) -> int:
        """Who moved and is not named."""
        return len(self.figures.moved) - len(self.moved)

    @property
    def mark(self) -> RangeMark:
        """The lowest to the highest score, the middle half of them, and the median."""
        scale, (quarter, median, three_quarters) = Scale(*self.target.bounds), self.figures.middle
        return RangeMark(
            low90=scale.x(self.figures.lowest),
            width90=scale.width(self.figures.lowest, self.figures.highest),
            low80=scale.x(quarter),
            high80=scale.x(three_quarters),
            width80=scale.width(quarter, three_quarters),
            value=scale.x(median),
        )


@dataclass(frozen=True)
class ClassLine:
    """`is_read` is false of a class whose figures stand on its own page only."""

    classroom: Any  # a Classroom with its size
    questions: tuple[Question, ...]
    is_read: bool = True

    @property
    def others(self) -> tuple[Question, ...]:
        """Those that stand one step further than the first."""
        return self.questions[1:]


def lines(classrooms: Iterable[Any], user: "User", most: int = MOST_STUDENTS) -> list[ClassLine]:
    """What the user sees there, in five queries, however many there are. The classrooms have their sizes."""
    rows = list(classrooms)
    read = _read(rows, most)
    sees = told(user, read)
    tasks = tasks_of_all(Classroom.objects.filter(pk__in=read)) if read else []
    found = {place: one for place, one in figures(read, [task.pk for task in tasks]).items() if sees(*place)}
    reader = _Reader(found, [(task, task.target) for task in tasks])
    return [ClassLine(row, reader.questions(row.pk), row.pk in read) for row in rows]


class _Reader:
    """What was found of all classes, by class."""

    def __init__(self, found: Mapping[tuple[int, int], Figures], asked: Sequence[tuple[Task, Field]]) -> None:
        self._found, self._asked = found, asked
        moved = {student for one in found.values() for student in one.moved}
        by_name = Student.objects.filter(pk__in=moved).values_list("pk", flat=True) if moved else ()
        place = {pk: number for number, pk in enumerate(by_name)}
        self._first = {key: _first_in(one.moved, place) for key, one in found.items()}
        named = {pk for first in self._first.values() for pk in first}
        self._students = Student.objects.in_bulk(named) if named else {}

    def questions(self, classroom: int) -> tuple[Question, ...]:
        return tuple(
            Question(task, target, one, self._named(one))
            for task, target in self._asked
            if (one := self._found.get((classroom, task.pk)))
        )

    def _named(self, figures: Figures) -> tuple[Student, ...]:
        first = self._first[figures.classroom, figures.task]
        return tuple(self._students[pk] for pk in first if pk in self._students)


def _first_in(moved: Sequence[int], place: Mapping[int, int]) -> list[int]:
    """Whoever was deleted between two queries has no place."""
    return sorted((pk for pk in moved if pk in place), key=place.__getitem__)[:MOST_NAMED]


def _read(rows: Sequence[Any], most: int) -> set[int]:
    """The first ones with so many students, and one class at least."""
    chosen: set[int] = set()
    students = 0
    for row in rows:
        students += row.size or 0
        if chosen and students > most:
            break
        chosen.add(row.pk)
    return chosen
