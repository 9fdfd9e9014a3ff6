"""What would be trained, before it is: how many rows, and about how long."""

from collections.abc import Sequence
from dataclasses import dataclass

from mlcore.datasets import storing
from mlcore.models import Dataset, Task
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
    def about(self) -> str:
        return about(self.takes)

    @property
    def going_by(self) -> str:
        return going_by(self.takes)


def preview(task: Task, datasets: Sequence[Dataset], candidates: Sequence[str], *, outcomes: bool) -> Preview:
    rows = sum(storing.rows_with(dataset, task.target.slug) for dataset in datasets)
    found, supported = recorded.counts_of(task) if outcomes else (None, 0)
    return Preview(rows, found, supported, duration.estimate(task, rows + (found or 0), candidates))
