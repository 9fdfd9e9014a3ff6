"""How long a training takes, from those that ended here: about."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mlcore.models import Task, TrainingRun
from mlcore.pipeline.fitting.candidates import CANDIDATES

LOOKED_AT = 50
# So many times larger than a training, or smaller, and it says nothing.
FURTHEST = 10.0


@dataclass(frozen=True)
class Estimate:
    """`of_another`: the task was never trained like this, and trainings of other tasks tell it."""

    seconds: float
    of_another: bool = False


@dataclass(frozen=True)
class _Done:
    task: int
    rows: int
    seconds: float


def estimate(task: Task, rows: int, candidates: Sequence[str]) -> Estimate | None:
    """From the training with the same candidates that is nearest in size, in proportion to that: to the rows, where
    the same task was trained before, else to rows times inputs. None where there was none, or none nearly as large."""
    done = _done(_set(candidates))
    own = _like(((one.rows, one.seconds) for one in done if one.task == task.pk), rows)
    if own is not None:
        return Estimate(own)
    inputs = _inputs({task.pk, *(one.task for one in done)})
    others = ((one.rows * inputs[one.task], one.seconds) for one in done if one.task != task.pk)
    found = _like(others, rows * inputs[task.pk])
    return None if found is None else Estimate(found, of_another=True)


def _like(done: Iterable[tuple[int, float]], size: int) -> float | None:
    """Of sizes with seconds the nearest."""
    nearest, seconds = min(done, key=lambda one: _apart(one[0], size), default=(0, 0.0))
    if not nearest or size < 1 or _apart(nearest, size) > math.log(FURTHEST):
        return None
    return seconds * size / nearest


def _apart(one: int, other: int) -> float:
    return abs(math.log(max(one, 1) / max(other, 1)))


def _set(candidates: Sequence[str]) -> frozenset[str]:
    return frozenset(candidates or [candidate.slug for candidate in CANDIDATES])


def _inputs(tasks: set[int]) -> dict[int, int]:
    """How many each has."""
    rows = Task.objects.select_related("schema_version").filter(pk__in=tasks)
    return {row.pk: len(row.question.inputs) for row in rows}


def _done(candidates: frozenset[str]) -> list[_Done]:
    """The latest first."""
    runs = TrainingRun.objects.filter(status=TrainingRun.Status.FINISHED, ended_at__isnull=False)
    columns = ("options__candidates", "task", "details__parts__rows", "dataset__rows", "started_at", "ended_at")
    found = runs.order_by("-id").values_list(*columns)[:LOOKED_AT]
    return [_of(*done) for asked, *done in found if _set(asked or ()) == candidates]


def _of(task: int, learned_from: int | None, rows: int, began: datetime, ended: datetime) -> _Done:
    """What an older release did not count, it learned from nearly all rows."""
    return _Done(task, learned_from or rows, (ended - began).total_seconds())
