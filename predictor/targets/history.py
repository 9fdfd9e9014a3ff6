"""Everything that was done to a target, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mlcore.models import Task
from mlcore.pipeline.schema import Grading
from mlcore.words.marks.targets import UNSET, State, act
from predictor.models import Student, Target
from predictor.targets.standing import aim_of

SHOWN = 50


@dataclass(frozen=True)
class Done:
    row: Target
    act: str


@dataclass(frozen=True)
class History:
    """`is_cut` where older acts are not shown."""

    done: tuple[Done, ...]
    is_cut: bool


def history_of(student: Student, task: Task, grading: Grading | None, most: int | None = SHOWN) -> History:
    """One query; grades beside scores are those in force now. `most` is None for all of it."""
    rows = Target.objects.filter(student=student, task=task).select_related("made_by").latest_first()
    # One row more than shown tells what the oldest of them changed.
    found = list(rows if most is None else rows[: most + 1])
    shown = tuple(done(found, grading)[:most])
    return History(shown, is_cut=len(shown) < len(found))


def done(rows: Sequence[Target], grading: Grading | None) -> list[Done]:
    """Of rows of one student and task, newest first; before the last of them there was nothing."""
    states = [*(State(aim_of(row, grading), row.locked) for row in rows), UNSET]
    return [Done(row, act(before, now)) for row, (now, before) in zip(rows, pairwise(states), strict=True)]
