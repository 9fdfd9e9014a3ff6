"""How long a training takes, from those that ended here: about."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mlcore.models import Task, TrainingRun
from mlcore.pipeline.fitting.candidates import CANDIDATES

LOOKED_AT = 50
# More rows than so many times those of a training, or fewer, and it says nothing.
FURTHEST = 10.0


@dataclass(frozen=True)
class _Done:
    rows: int
    seconds: float


def seconds(task: Task, rows: int, candidates: Sequence[str]) -> float | None:
    """From the training of the same task and candidates on the number of rows that is nearest, in proportion to the
    rows. None where there was none, or none on nearly as many rows."""
    done = _done(task, _set(candidates))
    nearest = min(done, key=lambda one: _apart(one.rows, rows), default=None)
    if nearest is None or rows < 1 or _apart(nearest.rows, rows) > math.log(FURTHEST):
        return None
    return nearest.seconds * rows / nearest.rows


def _apart(one: int, other: int) -> float:
    return abs(math.log(max(one, 1) / max(other, 1)))


def _set(candidates: Sequence[str]) -> frozenset[str]:
    return frozenset(candidates or [candidate.slug for candidate in CANDIDATES])


def _done(task: Task, candidates: frozenset[str]) -> list[_Done]:
    """The latest first."""
    runs = TrainingRun.objects.filter(task=task, status=TrainingRun.Status.FINISHED, ended_at__isnull=False)
    columns = ("options__candidates", "details__parts__rows", "dataset__rows", "started_at", "ended_at")
    found = runs.order_by("-id").values_list(*columns)[:LOOKED_AT]
    return [_of(*done) for asked, *done in found if _set(asked or ()) == candidates]


def _of(learned_from: int | None, rows: int, began: datetime, ended: datetime) -> _Done:
    """What an older release did not count, it learned from nearly all rows."""
    return _Done(learned_from or rows, (ended - began).total_seconds())
