"""What would be trained, before it is: how many rows, and about how long."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mlcore.datasets import storing
from mlcore.models import Dataset, Task
from mlcore.words.exploration import count_or_few
from mlcore.words.numbers import rows
from predictor.training import recorded
from predictor.training.ordering import duration
from predictor.training.ordering.duration import Estimate
from predictor.training.words import about, going_by


@dataclass(frozen=True)
class Preview:
    """Rows whose result is known; `recorded` is None where recorded results are left out, and `supported` of them
    are of students who had support. Rows that repeat count."""

    rows: int
    recorded: int | None
    supported: int
    takes: Estimate | None

    @property
    def total(self) -> int:
        return self.rows + (self.recorded or 0)

    @property
    def adds(self) -> str:
        """What recorded results add to the rows of datasets, or that they stand alone; empty without them."""
        if self.recorded is None:
            return ""
        said = {"total": rows(self.total), "rows": rows(self.rows)}
        if not self.rows:
            return _("It learns from the recorded results alone: %(total)s.") % said
        return _("With the recorded results it learns from %(total)s, without them from %(rows)s.") % said

    @property
    def with_support(self) -> str:
        return count_or_few(self.supported)

    @property
    def about(self) -> str:
        return about(self.takes)

    @property
    def going_by(self) -> str:
        return going_by(self.takes)


def preview(task: Task, datasets: Sequence[Dataset], candidates: Sequence[str], *, outcomes: bool) -> Preview:
    known = sum(storing.rows_with(dataset, task.target.slug) for dataset in datasets)
    found, supported = recorded.counts_of(task) if outcomes else (None, 0)
    return Preview(known, found, supported, duration.estimate(task, known + (found or 0), candidates))
