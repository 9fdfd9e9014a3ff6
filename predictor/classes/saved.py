"""Students with where they stand in each question, as a list to be saved."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from mlcore.models import Task
from mlcore.pipeline.distribution.levels import LEVELS
from predictor.access.questions import tasks_seen_in_any
from predictor.access.seen.classes import classes_known_to
from predictor.classes.standings import Stand, stands
from predictor.grades.in_force import InForce
from predictor.models import Classroom, Student
from predictor.saving.table import Cell, SavedTable, named_after

if TYPE_CHECKING:
    from django.contrib.auth.models import User

AT_ONCE = 500
ENDS = tuple(product(LEVELS, ("low", "high")))
WHO = ("student", "reference", "class")
SCORES = ("value", *(f"{end}_{level}" for level, end in ENDS))
COLUMNS = (
    *SCORES,
    "grade",
    *(f"grade_{end}_{level}" for level, end in ENDS),
    "chance_to_pass",
    "target",
    "target_grade",
    "chance_to_reach_target",
    "made_at",
)
WIDTHS = {"student": 24, "class": 16}
# Few are no promise, and many are not all.
SMALLEST, LARGEST = 0.01, 0.99


def list_of_class(classroom: Classroom, user: "User") -> SavedTable:
    return _table(classroom.students.all(), user, named_after("class", classroom.name), "Class")


def list_of_all(students: QuerySet[Student], user: "User") -> SavedTable:
    return _table(students, user, "students", "Students")


def _table(students: QuerySet[Student], user: "User", name: str, title: str) -> SavedTable:
    """A column per figure and question that the user sees, called as in the history behind the question's name."""
    classes = Classroom.objects.filter(pk__in=students.order_by().values("classroom"))
    tasks = tasks_seen_in_any(classes, user)
    header = (*WHO, *(f"{task.slug}_{column}" for task in tasks for column in COLUMNS))
    widths = WIDTHS | {f"{task.slug}_made_at": 18 for task in tasks}
    return SavedTable(name=name, title=title, header=header, pieces=_pieces(students, tasks, user), widths=widths)


def _pieces(students: QuerySet[Student], tasks: Sequence[Task], user: "User") -> Iterator[list[list[Cell]]]:
    """As many queries for three students as for hundreds, and some more for every further few hundred."""
    in_force, pks = InForce(), iter(list(students.values_list("pk", flat=True)))
    while some := list(islice(pks, AT_ONCE)):
        found = list(Student.objects.filter(pk__in=some).select_related("classroom"))
        stood, known = stands(found, tasks, in_force, user), classes_known_to(user, found)
        told = ((one, [stood.get((one.pk, task.pk)) for task in tasks]) for one in found)
        yield [_row(student, known[student.pk], by_task) for student, by_task in told]


def _row(student: Student, classroom: Classroom, by_task: Iterable[Stand | None]) -> list[Cell]:
    who = (student.name, student.reference, classroom.name)
    return [*who, *(cell for stand in by_task for cell in (_cells(stand) if stand else [None] * len(COLUMNS)))]


def _cells(stand: Stand) -> list[Cell]:
    """In the order of COLUMNS; the time is local."""
    target = stand.aim.target
    return [
        *_predicted(stand),
        _chance(stand.chance_to_pass),
        stand.aim.score,
        target.grade if target else "",
        _chance(stand.chance_to_reach),
        timezone.localtime(stand.prediction.made_at) if stand.prediction else None,
    ]


def _predicted(stand: Stand) -> Sequence[Cell]:
    """Scores and their grades."""
    prediction = stand.prediction
    if prediction is None:
        return [None] * 2 * len(SCORES)
    numbers = (prediction.value, *(getattr(prediction, f"{end}{level}") for level, end in ENDS))
    return [*numbers, *map(stand.grade, numbers)]


def _chance(chance: float | None) -> float | None:
    """In two decimals, of which neither says that nobody or everybody does."""
    return chance if chance in (None, 0, 1) else min(max(chance, SMALLEST), LARGEST)
