"""Each class of a question as totals. What is said of fewer than ten students is hidden, and with it what would give it
away when all that is shown is taken from the total."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count

from mlcore.models import Task
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP, in_blocks, is_small, suppressed
from predictor.forecast.expected import Expected, expected_of
from predictor.forecast.predicted import Predicted, newest_of
from predictor.grades.in_force import InForce
from predictor.models import Classroom, ClassroomQuerySet, Membership, Prediction, Student
from predictor.outcomes.matched import Match, matched_in
from predictor.outcomes.records import Kept, record_of


class Sizes(NamedTuple):
    """Of every class that is asked a question; those `hidden` are not said, and `total` where it would tell of them."""

    by_class: Mapping[int, int]
    hidden: frozenset[int]
    total: int | None


@dataclass(frozen=True, kw_only=True)
class ClassTotal:
    """None is hidden. `expected` where at least ten are counted; `record` of whole blocks of ten results.
    `most_are_predicted`: at least ten are, and fewer than ten are not."""

    classroom: Classroom
    students: int | None
    predicted: int | None = None
    most_are_predicted: bool = False
    expected: Expected | None = None
    record: Kept | None = None

    @property
    def is_hidden(self) -> bool:
        return self.students is None


def classes_asked(task: Task) -> ClassroomQuerySet:
    """Those of every day, by name."""
    return Classroom.objects.current().filter(schema_version__name=task.schema_version.name).order_by("name", "pk")


def sizes_of(task: Task) -> Sizes:
    """Two queries, however many classes there are."""
    classes = classes_asked(task).order_by()
    counts = dict.fromkeys(classes.values_list("pk", flat=True), 0)
    besides = Membership.objects.active().filter(classroom__in=classes)
    for rows in (Student.objects.filter(classroom__in=classes), besides):
        for classroom, count in rows.order_by().values_list("classroom").annotate(Count("pk")):
            counts[classroom] = counts.get(classroom, 0) + count
    keys = list(counts)
    hidden = frozenset(keys[place] for place in suppressed(list(counts.values())))
    return Sizes(counts, hidden, _total(counts, hidden))


def totals_of(classrooms: Sequence[Classroom], task: Task, sizes: Sizes) -> list[ClassTotal]:
    """Of the classes of a page, in their order; as many queries for one of them as for all."""
    shown = [one.pk for one in classrooms if one.pk not in sizes.hidden]
    read = _Reader(task, sizes, _newest(shown, task), matched_in(shown, task))
    return [
        ClassTotal(classroom=one, students=None) if one.pk in sizes.hidden else read.total_of(one) for one in classrooms
    ]


def _total(counts: Mapping[int, int], hidden: Collection[int]) -> int | None:
    """What is left when all that is shown is taken away belongs to two classes and ten students, or to nobody."""
    left = sum(counts[key] for key in hidden)
    return sum(counts.values()) if not hidden or (len(hidden) > 1 and left >= SMALLEST_GROUP) else None


def _told(predicted: int, size: int) -> int | None:
    """Neither are fewer than ten said who are predicted, nor fewer than ten who are not."""
    return None if is_small(predicted) or is_small(size - predicted) else predicted


class _Reader:
    """What was found of all classes of a page, by class."""

    def __init__(
        self,
        task: Task,
        sizes: Sizes,
        newest: Mapping[int, Sequence[Prediction]],
        results: Mapping[int, Sequence[Match]],
    ) -> None:
        self._task, self._sizes, self._newest, self._results = task, sizes, newest, results
        self._in_force = InForce()

    def total_of(self, classroom: Classroom) -> ClassTotal:
        size, newest = self._sizes.by_class.get(classroom.pk, 0), tuple(self._newest.get(classroom.pk, ()))
        return ClassTotal(
            classroom=classroom,
            students=size,
            predicted=_told(len(newest), size),
            most_are_predicted=not is_small(len(newest)) and is_small(size - len(newest)),
            expected=self._expected(classroom, Predicted(self._task, size, 0, newest)),
            record=self._record(classroom),
        )

    def _expected(self, classroom: Classroom, found: Predicted) -> Expected | None:
        if len(found.newest) < SMALLEST_GROUP:
            return None
        told = expected_of(found, classroom, self._in_force)
        return told if isinstance(told, Expected) and told.counted >= SMALLEST_GROUP else None

    def _record(self, classroom: Classroom) -> Kept:
        results = self._results.get(classroom.pk, ())
        return record_of(self._task, results[: in_blocks(len(results))], classroom=classroom)


def _newest(classes: Sequence[int], task: Task) -> dict[int, list[Prediction]]:
    """By class the newest prediction of each student; a student of two classes counts in both."""
    own = Student.objects.filter(classroom__in=classes).order_by().values_list("classroom", "pk")
    besides = Membership.objects.active().filter(classroom__in=classes).values_list("classroom", "student")
    places = [*own, *besides]
    shown = Student.objects.filter(pk__in={student for _, student in places})
    students = shown.without_objection().order_by("pk")
    told = {student: one[task.pk] for student, one in newest_of(students, [task]).items() if task.pk in one}
    found: dict[int, list[Prediction]] = defaultdict(list)
    for classroom, student in places:
        if student in told:
            found[classroom].append(told[student])
    return found
