"""How good predictions turned out to be: of a school, of each model version, of each class."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from mlcore.models import ModelVersion, Task
from mlcore.pipeline.results.reliability import Reliability
from mlcore.pipeline.results.served.held import TrackRecord
from mlcore.pipeline.rows.privacy import in_blocks
from mlcore.pipeline.schema import Grading
from predictor.grades.chances import distributions_of
from predictor.grades.in_force import grading_of
from predictor.models import Classroom, ClassroomQuerySet, Department, Prediction
from predictor.models.scope import sees_some_tasks
from predictor.outcomes.matched import Match, matched, with_submissions

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from mlcore.pipeline.distribution.distribution import Distribution


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Of the predictions of a task that have a result, `counted` of them, perhaps of one version or one class only, or
    of students with or without support; no record while they are too few."""

    task: Task
    counted: int
    record: TrackRecord | None
    version: ModelVersion | None = None
    classroom: Classroom | None = None
    supported: bool | None = None


def counted(task: Task, user: "User", version: int | None = None) -> list[Match]:
    """Those of students of whom the user sees it; and of everybody else's, per model version, with support and without,
    whole blocks of ten in the order in which they were recorded, so that nobody's result follows from a figure by
    subtraction."""
    seen = set(_classes(task, user).values_list("pk", flat=True))
    blocks: dict[tuple[int, bool], list[Match]] = defaultdict(list)
    own: list[Match] = []
    for match in matched(task, version):
        block = blocks[match.version.pk, match.supported]
        (own if match.classroom in seen else block).append(match)
    others = [match for block in blocks.values() for match in block[: in_blocks(len(block))]]
    return sorted([*own, *others], key=lambda match: match.outcome)


def kept(task: Task, user: "User", matches: Sequence[Match]) -> list[Kept]:
    """Of all of them, of those with support and without where both are enough, of each version that answered, the
    newest first, and of each class where the user sees it."""
    versions = {match.version.pk: match.version for match in matches}
    found = [record_of(task, matches), *_by_support(task, matches)]
    for version in sorted(versions.values(), key=lambda one: -one.number):
        answered = [one for one in matches if one.version.pk == version.pk]
        found.append(record_of(task, answered, version))
    for classroom in _classes(task, user).filter(pk__in={one.classroom for one in matches}):
        found.append(record_of(task, [one for one in matches if one.classroom == classroom.pk], classroom=classroom))
    return found


def kind_of(prediction: Prediction, user: "User") -> Kept:
    """The record that stands beside a prediction: of its version, or of its task where that has too few results."""
    version = prediction.model_version
    found = counted(prediction.task, user)
    own = record_of(prediction.task, [one for one in found if one.version.pk == version.pk], version)
    return own if own.record else record_of(prediction.task, found)


@dataclass(frozen=True)
class CameTrue:
    """Of all predictions with a result, or of students with or without support."""

    found: Reliability
    supported: bool | None = None


def chances_of(task: Task, matches: Sequence[Match]) -> tuple[CameTrue, ...]:
    """Whether the chances of those came true whose version tells them, by the boundaries of today; of students with
    support and without beside all, where both are enough."""
    said = zip(matches, distributions_of(with_submissions(matches)), strict=True)
    known, grading = [(match, one) for match, one in said if one], grading_of(task)
    groups = [_came_true([told for told in known if told[0].supported is has], grading, has) for has in (True, False)]
    return (*_came_true(known, grading), *(one for group in groups if all(groups) for one in group))


def _came_true(
    known: Sequence[tuple[Match, "Distribution"]], grading: Grading | None, supported: bool | None = None
) -> tuple[CameTrue, ...]:
    import numpy as np

    from mlcore.pipeline.diagnosis.track_record import came_true

    results, step = np.array([match.result for match, _ in known]), known[0][1].step if known else 0.0
    found = came_true([said for _, said in known], results, grading, step)
    return tuple(CameTrue(one, supported) for one in found)


def _classes(task: Task, user: "User") -> ClassroomQuerySet:
    rows = Classroom.objects.visible_to(user)
    if not sees_some_tasks(user):
        return rows
    given = Department.objects.headed_by(user).filter(tasks=task).values("classrooms")
    return rows.filter(Q(pk__in=Classroom.objects.taught_by(user).values("pk")) | Q(pk__in=given))


def _by_support(task: Task, matches: Sequence[Match]) -> list[Kept]:
    """Both or none: beside the figure of all, that of one group would give the other, which is too small."""
    found = [record_of(task, [one for one in matches if one.supported is has], supported=has) for has in (True, False)]
    return found if all(one.record for one in found) else []


def record_of(
    task: Task,
    matches: Iterable[Match],
    version: ModelVersion | None = None,
    classroom: Classroom | None = None,
    supported: bool | None = None,
) -> Kept:
    from mlcore.pipeline.diagnosis.track_record import track_record

    rows = [match.held for match in matches]
    record = track_record(rows)
    return Kept(task=task, counted=len(rows), record=record, version=version, classroom=classroom, supported=supported)
