"""The newest rehearsal of a question on a dataset, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from mlcore.models import Dataset, ModelVersion, Rehearsal, Task
from mlcore.pipeline.distribution.levels import NARROW
from mlcore.pipeline.rehearsal.facts import AtPoint, Beside, Rehearsed
from mlcore.pipeline.schema import Field, Schema
from mlcore.versions.checking import rehearsing
from mlcore.words import numbers
from mlcore.words.rehearsed import beside, sentences, tables
from predictor.explore.figure import Table
from predictor.rehearsal.by_point import ByPoint, Drawn, Kind, by_point


@dataclass(frozen=True)
class Picture:
    heading: str
    chart: ByPoint
    table: Table


@dataclass(frozen=True)
class Shown:
    """One rehearsal: sentences, the picture and the tables behind them."""

    row: Rehearsal
    found: Rehearsed

    @cached_property
    def schema(self) -> Schema:
        return self.row.task.schema_version.shown

    @cached_property
    def target(self) -> Field:
        return self.schema.field(self.found.target)

    @property
    def statement(self) -> str:
        return beside.leading(self.found, self.schema)

    @property
    def about(self) -> str:
        """Which rows, and by what."""
        version, found = _version(self.row.version), self.found
        said = [sentences.replayed(found), sentences.left_out(found), sentences.with_support(found)]
        said += [sentences.learned_as(found, version), sentences.no_points(found)]
        return " ".join(filter(None, said))

    @property
    def beside(self) -> list[str]:
        few = sentences.few_forecasts(self.found)
        return [*beside.others(self.found, self.schema), *([few] if few else [])]

    @property
    def held(self) -> list[str]:
        """Ranges, chances and to which side, point by point."""
        told = (sentences.ranges, sentences.leaning, sentences.chances)
        return [said for at in self.found.points for say in told if (said := say(at, self.target))]

    @property
    def figure(self) -> Picture:
        return Picture(heading=_("How far off, point by point"), chart=self._chart(), table=self.by_point)

    def _chart(self) -> ByPoint:
        return by_point(
            "rehearsal",
            _("How far off predictions were at each point"),
            _("A mark per forecast at each point with its 95 % interval; a bar is half the range's width."),
            _("off on average, in %(unit)s") % {"unit": numbers.unit(self.target)},
            [_drawn(at) for at in self.found.points],
        )

    @property
    def by_point(self) -> Table:
        return _table(_("Ranges and errors at each point"), tables.BY_POINT, tables.by_point(self.found, self.target))

    @property
    def compared(self) -> Table:
        rows = tables.beside(self.found, self.schema)
        return _table(_("Beside the last mark again and teachers"), tables.BESIDE, rows, words=1)

    @property
    def chances(self) -> Table:
        return _table(_("Chances at each point"), tables.CHANCES, tables.chances(self.found, self.target), words=1)

    @property
    def bins(self) -> Table:
        return _table(_("What came of chances"), tables.BINS, tables.bins(self.found, self.target), words=2)


def _version(version: ModelVersion | None) -> str:
    """'exam result, version 2'; blank where none served."""
    if version is None:
        return ""
    return _("%(task)s, version %(number)s") % {"task": version.task.label, "number": version.number}


def newest(dataset: Dataset, slug: str = "") -> Shown | None:
    """Of a question, or of whichever was rehearsed last; None where there is none that this release can read."""
    rows = rehearsals().filter(dataset=dataset)
    if slug:
        # Compared here: the database refuses what cannot be a slug.
        rows = rows.filter(task__in=[task for task in rehearsed_tasks(dataset) if task.slug == slug])
    row = rows.first()
    found = rehearsing.found_in(row) if row else None
    return Shown(row, found) if row and found else None


def rehearsals() -> QuerySet[Rehearsal]:
    """Newest first."""
    return Rehearsal.objects.select_related("task__schema_version", "dataset", "version__task")


def rehearsed_tasks(dataset: Dataset) -> list[Task]:
    """Those of which there is something to read."""
    return list(Task.objects.filter(pk__in=Rehearsal.objects.filter(dataset=dataset).values("task")))


def _drawn(at: AtPoint) -> Drawn:
    narrow = next((one.width / 2 for one in at.ranges if one.held.level == NARROW), None)
    errors = [("own", at.error), *((_kind(one), one.error) for one in at.beside)]
    return Drawn(sentences.when(at), tuple(errors), narrow)


def _kind(one: Beside) -> Kind:
    return "teachers" if one.kind == "teachers" else "last_mark"


def _table(caption: str, headings: Sequence[Promise | str], rows: Sequence[tables.Row], words: int = 0) -> Table:
    """The first columns, as many as `words` says beyond the first, are texts."""
    names = tuple(map(str, headings))
    return Table(caption=caption, headings=names, rows=rows, words=names[1 : 1 + words])
