"""The page of the track record: of each question whether ranges still hold, and how good predictions were."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from mlcore.models import ModelVersion, Task
from mlcore.pipeline.results.served.held import Watch
from mlcore.words.numbers import number
from mlcore.words.verdicts import checked_chances, ranges
from mlcore.words.verdicts import track_record as words
from predictor.access.questions import questions_for
from predictor.outcomes.records import CameTrue, Kept, chances_of, counted, kept
from predictor.outcomes.watching import watch_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, kw_only=True)
class TaskRecord:
    """Of one question; `version` is the live one, which is watched."""

    task: Task
    version: ModelVersion | None
    watch: Watch | None
    kinds: tuple[Kept, ...]
    chances: tuple[CameTrue, ...]

    @property
    def all(self) -> Kept:
        return self.kinds[0]

    @property
    def watched(self) -> str:
        return words.watched(self.watch) if self.watch else _("No model is live.")

    @property
    def remedy(self) -> str:
        return words.remedy(self.watch) if self.watch else ""

    @property
    def not_yet(self) -> str:
        return "" if self.all.record else words.not_yet(self.all.counted)

    @property
    def leaning(self) -> str:
        return words.leaning(self.all.record, self.task.target) if self.all.record else ""

    @property
    def beside_each_other(self) -> str:
        """What the lines of students with support and without cannot show; empty where they are not there."""
        return words.not_compared() if any(one.supported is not None for one in self.kinds) else ""

    @property
    def lines(self) -> list["Line"]:
        return [Line(one) for one in self.kinds]

    @property
    def came_true(self) -> list["Chances"]:
        return [Chances(one, self.task) for one in self.chances]


@dataclass(frozen=True)
class Line:
    """One kind of predictions, as a row of the table."""

    kept: Kept

    @property
    def whose(self) -> str:
        if self.kept.classroom:
            return self.kept.classroom.name
        if self.kept.supported is not None:
            return words.whose(with_support=self.kept.supported)
        return (
            _("Model version %(number)s") % {"number": self.kept.version.number}
            if self.kept.version
            else _("All of them")
        )

    @property
    def results(self) -> str:
        return number(self.kept.counted)

    @property
    def inside(self) -> list[tuple[str, str]]:
        """Per level the share, and between what it surely lies."""
        record = self.kept.record
        return [(words.inside(one.share), words.inside_between(one.share)) for one in record.inside] if record else []

    @property
    def error(self) -> tuple[str, str]:
        record, target = self.kept.record, self.kept.task.target
        return (words.error(record, target), words.error_between(record, target)) if record else ("", "")


@dataclass(frozen=True)
class Chances:
    """At one score, of all or of one group."""

    told: CameTrue
    task: Task

    @property
    def said(self) -> str:
        found, has = self.told.found, self.told.supported
        whose = "" if has is None else f"{words.whose(with_support=has)}. "
        return f"{whose}{ranges.reach(found, self.task.target)}: {ranges.came_true(found)}"

    @property
    def lines(self) -> list[list[str]]:
        return checked_chances.lines(self.told.found)


def track_records(user: "User", slug: str = "") -> list[TaskRecord]:
    """Of each question that concerns them and was ever answered, or of one of these."""
    tasks = questions_for(user).select_related("schema_version").filter(versions__isnull=False).distinct()
    return [_of(task, user) for task in tasks.order_by("label", "pk") if slug in {"", task.slug}]


def _of(task: Task, user: "User") -> TaskRecord:
    matches, version = counted(task, user), ModelVersion.objects.live_for(task)
    return TaskRecord(
        task=task,
        version=version,
        watch=watch_of(version) if version else None,
        kinds=tuple(kept(task, user, matches)),
        chances=chances_of(task, matches),
    )


def rows_of(records: Sequence[TaskRecord]) -> Iterator[tuple[TaskRecord, Line]]:
    return ((record, line) for record in records for line in record.lines)
