"""Somebody's own estimates beside what became of them, as far as that is told already."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

from mlcore.pipeline.results.served.own import FEWEST_ESTIMATED, Estimated, SideBySide
from mlcore.pipeline.schema import Field
from predictor.models import Outcome, OwnEstimate, Prediction

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_READ = 5_000


class About(NamedTuple):
    """A score: the name of its schema and its field."""

    schema: str
    field: str


Asked = tuple[int | None, About]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One estimate; `result` is what came of it, None where nothing did or another estimate stands for it."""

    estimate: OwnEstimate
    about: About
    target: Field
    model: float | None
    result: Outcome | None

    @property
    def student(self) -> str:
        about = self.estimate.submission.student
        return about.name if about else ""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """All estimates of one score; `found` is None while there are fewer than 20 results."""

    about: About
    target: Field
    rows: tuple[Row, ...]
    results: int
    found: SideBySide | None


def kinds_of(user: "User") -> list[Kind]:
    """In four queries, however many estimates there are; the score of the newest estimate first."""
    rows = _rows(user)
    return [_kind(about, [row for row in rows if row.about == about]) for about in dict.fromkeys(r.about for r in rows)]


def _kind(about: About, rows: Sequence[Row]) -> Kind:
    from mlcore.pipeline.diagnosis.by_hand.own_estimates import side_by_side

    known = [
        Estimated(own=row.estimate.value, model=row.model, result=row.result.value)
        for row in rows
        if row.result is not None and row.model is not None
    ]
    found = side_by_side(known)
    return Kind(about=about, target=rows[0].target, rows=tuple(rows), results=len(known), found=found)


def students_in(kinds: Iterable[Kind]) -> Iterable[int | None]:
    return [row.estimate.submission.student_id for kind in kinds for row in kind.rows]


def is_told(kind: Kind) -> bool:
    """Whether results may stand beside estimates: before, each would be judged by a few students."""
    return kind.results >= FEWEST_ESTIMATED


def _rows(user: "User") -> list[Row]:
    related = ("submission__task__schema_version", "submission__student")
    estimates = list(OwnEstimate.objects.own(user).select_related(*related)[:MOST_READ])
    targets = {task.pk: task.target for task in {one.submission.task for one in estimates}}
    about = {one.pk: About(one.submission.task.schema_version.name, _slug(one, targets)) for one in estimates}
    results, values = held_against(estimates, about), _values(estimates)
    return [
        Row(
            estimate=one,
            about=about[one.pk],
            target=targets[one.submission.task_id],
            model=values.get(one.submission_id),
            result=results.get(one.pk),
        )
        for one in estimates
    ]


def _slug(estimate: OwnEstimate, targets: Mapping[int, Field]) -> str:
    return targets[estimate.submission.task_id].slug


def _values(estimates: Sequence[OwnEstimate]) -> dict[int, float]:
    """By submission, what the model answered to it first."""
    told = Prediction.objects.filter(submission__in=[one.submission_id for one in estimates]).order_by("-id")
    return dict(told.values_list("submission_id", "value"))


def held_against(estimates: Sequence[OwnEstimate], about: Mapping[int, About]) -> dict[int, Outcome]:
    """By estimate the result in force that it is held against: of each result the newest estimate made on a
    day before it, and of an estimate the first result that followed. Of the day itself nobody can tell."""
    by_score: dict[Asked, list[OwnEstimate]] = defaultdict(list)
    for one in estimates:
        if not one.after_answer:
            by_score[one.submission.student_id, about[one.pk]].append(one)
    found: dict[int, Outcome] = {}
    for outcome in _outcomes(by_score):
        theirs = by_score.get((outcome.student_id, About(outcome.schema_name, outcome.field)), ())
        newest = next((one for one in theirs if timezone.localdate(one.made_at) < outcome.day), None)
        if newest is not None:
            found.setdefault(newest.pk, outcome)
    return found


def _outcomes(asked: Iterable[Asked]) -> Iterable[Outcome]:
    """In force, by day, of students and scores that somebody estimated."""
    students, scores = {student for student, _ in asked}, {score for _, score in asked}
    if not students:
        return ()
    named = {"schema_name__in": {one.schema for one in scores}, "field__in": {one.field for one in scores}}
    return Outcome.objects.filter(student__in=students, **named).in_force().order_by("day", "id")
