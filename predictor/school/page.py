"""The school's totals in words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mlcore.models import Task
from mlcore.words.numbers import number, score
from mlcore.words.verdicts import track_record
from predictor.models import Classroom
from predictor.numbered import numbered
from predictor.school.totals import ClassTotal, classes_asked, sizes_of, totals_of

if TYPE_CHECKING:
    from django.core.paginator import Page

CLASSES_PER_PAGE = 20


@dataclass(frozen=True)
class Line:
    """A class in words; empty where nothing is told."""

    total: ClassTotal
    task: Task

    @property
    def students(self) -> str:
        return "" if self.total.students is None else number(self.total.students)

    @property
    def predicted(self) -> str:
        if self.total.is_hidden:
            return ""
        if self.total.predicted is not None:
            return number(self.total.predicted)
        return _("all but fewer than 10") if self.total.most_are_predicted else _("fewer than 10")

    @property
    def mean(self) -> str:
        expected = self.total.expected
        return score(expected.mean.expected, expected.target) if expected else ""

    @property
    def mean_between(self) -> str:
        expected = self.total.expected
        if expected is None:
            return ""
        ends = {"low": score(expected.mean.low, expected.target), "high": score(expected.mean.high, expected.target)}
        return _("%(low)s to %(high)s") % ends

    @property
    def passed(self) -> str:
        passed = self.total.expected.passed if self.total.expected else None
        return number(passed.people) if passed else ""

    @property
    def passed_between(self) -> str:
        passed = self.total.expected.passed if self.total.expected else None
        return _("%(low)s to %(high)s") % {"low": passed.low, "high": passed.high} if passed else ""

    @property
    def results(self) -> str:
        kept = self.total.record
        return number(kept.counted) if kept and kept.counted else ""

    @property
    def inside(self) -> str:
        record = self.total.record.record if self.total.record else None
        return track_record.inside(record.inside[0].share) if record else ""

    @property
    def error(self) -> str:
        record = self.total.record.record if self.total.record else None
        return track_record.error(record, self.task.target) if record else ""


@dataclass(frozen=True)
class School:
    """One question of the school; `total` is empty where it would tell of a class that is hidden."""

    task: Task
    page: "Page[Classroom]"
    lines: list[Line]
    classes: int
    total: str
    hidden: int


def school_of(task: Task, page: str | None) -> School:
    """One page of its classes."""
    sizes, shown = sizes_of(task), numbered(classes_asked(task), CLASSES_PER_PAGE, page)
    lines = [Line(one, task) for one in totals_of(list(shown.object_list), task, sizes)]
    total = "" if sizes.total is None else number(sizes.total)
    return School(task, shown, lines, shown.paginator.count, total, len(sizes.hidden))


def tasks_asked() -> QuerySet[Task]:
    """Of classes of every day."""
    names = Classroom.objects.current().order_by().values("schema_version__name")
    return Task.objects.filter(schema_version__name__in=names).select_related("schema_version").order_by("label", "pk")
