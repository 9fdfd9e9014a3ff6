"""The plan for a class as its page shows it: names by what is missing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from mlcore.models import Task
from mlcore.pipeline.schema import Schema
from predictor.models import Student
from predictor.predicting.words import labels
from predictor.whole_class import words
from predictor.whole_class.plan import ClassPlan, NotReady, Ready

One = TypeVar("One", Ready, NotReady)

MOST_NAMES = 30


@dataclass(frozen=True)
class Names:
    """Students for whom the same is to be said; of many only some are named."""

    said: str
    students: Sequence[Student]

    @property
    def named(self) -> Sequence[Student]:
        return self.students[:MOST_NAMES]

    @property
    def more(self) -> int:
        return len(self.students) - len(self.named)


@dataclass(frozen=True, kw_only=True)
class ShownPlan:
    plan: ClassPlan
    able: str
    up_to_date: str
    widely: list[Names]
    not_ready: list[Names]
    objecting: Names

    @property
    def task(self) -> Task:
        return self.plan.task

    @property
    def to_predict(self) -> int:
        return len(self.plan.to_predict)


def shown_plan(plan: ClassPlan) -> ShownPlan:
    schema = plan.task.schema_version.shown
    return ShownPlan(
        plan=plan,
        able=words.able(plan),
        up_to_date=words.up_to_date(plan),
        widely=_widely(plan.widely, schema),
        not_ready=_together(plan.not_ready, words.why_not),
        objecting=Names("", plan.objecting),
    )


def _widely(found: Iterable[Ready], schema: Schema) -> list[Names]:
    return _together(found, lambda one: labels(one.widened_by, schema))


def _together(found: Iterable[One], say: Callable[[One], str]) -> list[Names]:
    """The largest group first."""
    by_said: dict[str, list[Student]] = {}
    for one in found:
        by_said.setdefault(say(one), []).append(one.student)
    groups = [Names(said, students) for said, students in by_said.items()]
    return sorted(groups, key=lambda group: -len(group.students))
