"""What predicting a class would do, as facts: who can be predicted, who only widely, who not, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from mlcore.models import ModelVersion, Task
from mlcore.pipeline.exceptions import BundleError
from mlcore.pipeline.schema import Value
from mlcore.pipeline.schema.answers import InvalidAnswers, Refusal, clean_inputs
from mlcore.stopping import PredictingStopped
from mlcore.versions import live
from mlcore.versions.live import LiveModel
from predictor.forecast.predicted import newest_of
from predictor.models import Prediction, Student
from predictor.predicting.known.entries import Entries
from predictor.predicting.known.outdated import live_versions, outdated
from predictor.predicting.prefill import fitting

if TYPE_CHECKING:
    from mlcore.pipeline.bundle.bundle import Answer


class Which(StrEnum):
    """Whom a run is about: everybody, or those whose newest prediction is older than its data."""

    ALL = "all"
    OUTDATED = "outdated"


class Problem(StrEnum):
    """Why nobody can be predicted."""

    NO_MODEL = "no model"
    UNUSABLE = "unusable"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Ready:
    """One who can be predicted: what would go in, and what would come out; `hidden` is what nobody here finds out."""

    student: Student
    inputs: Mapping[str, Value]
    answer: "Answer"
    newest: Prediction | None
    is_current: bool  # the newest prediction has the same inputs and is of the same version
    hidden: frozenset[str] = frozenset()

    @property
    def widened_by(self) -> tuple[str, ...]:
        """Inputs to be found out without which the range is visibly wider."""
        return tuple(one.field for one in self.answer.warnings if one.widens and one.field not in self.hidden)


@dataclass(frozen=True)
class NotReady:
    """`refusals` of what is noted about them, by field; none where nothing that the model asks is known."""

    student: Student
    refusals: Mapping[str, Refusal]


@dataclass(frozen=True, kw_only=True)
class ClassPlan:
    """For one question; everybody in the order of the class. Whoever is `objecting` is not predicted. `stopped`
    says why nothing is predicted at all."""

    task: Task
    model: LiveModel | None = None
    problem: Problem | None = None
    stopped: str = ""
    ready: tuple[Ready, ...] = ()
    not_ready: tuple[NotReady, ...] = ()
    objecting: tuple[Student, ...] = ()

    @property
    def narrowly(self) -> tuple[Ready, ...]:
        return tuple(one for one in self.ready if not one.widened_by)

    @property
    def widely(self) -> tuple[Ready, ...]:
        return tuple(one for one in self.ready if one.widened_by)

    @property
    def to_predict(self) -> tuple[Ready, ...]:
        """Without those for whom the same would come out that is stored already."""
        return tuple(one for one in self.ready if not one.is_current)


def plan_class(students: Sequence[Student], tasks: Sequence[Task], which: Which = Which.ALL) -> list[ClassPlan]:
    """As many queries for three students as for hundreds."""
    keys = [student.pk for student in students]
    entries, versions = Entries(keys), live_versions(task.pk for task in tasks)
    newest = newest_of(Student.objects.filter(pk__in=keys), tasks)

    willing = [student for student in students if not student.objected_at]
    objecting = tuple(student for student in students if student.objected_at) if which is Which.ALL else ()

    def asked(task: Task) -> Iterator[tuple[Student, Prediction | None]]:
        for student in willing:
            before = newest.get(student.pk, {}).get(task.pk)
            if which is Which.ALL or (before and outdated(before, student, entries, versions)):
                yield student, before

    plans = [_plan(task, versions.get(task.pk), list(asked(task)), entries) for task in tasks]
    return [replace(plan, objecting=objecting) for plan in plans]


def _plan(
    task: Task, version: ModelVersion | None, asked: Sequence[tuple[Student, Prediction | None]], entries: Entries
) -> ClassPlan:
    if version is None:
        return ClassPlan(task=task, problem=Problem.NO_MODEL)
    try:
        model = live.serving(version)
    except BundleError:
        return ClassPlan(task=task, problem=Problem.UNUSABLE)
    except PredictingStopped as error:
        return ClassPlan(task=task, problem=Problem.STOPPED, stopped=str(error))
    sorted_out = [_inputs(model, student, entries) for student, _ in asked]
    return ClassPlan(
        task=task,
        model=model,
        ready=tuple(_ready(model, list(zip(asked, sorted_out, strict=True)))),
        not_ready=tuple(one for one in sorted_out if isinstance(one, NotReady)),
    )


def _inputs(model: LiveModel, student: Student, entries: Entries) -> dict[str, Value] | NotReady:
    """Checked as the answers of one prediction are."""
    schema, question = model.bundle.schema, model.bundle.task
    fields = schema.inputs(question)
    known, closed = entries.of(student, fields), model.version.schema_version.closed.enter
    hidden = [field for field in fields if field.slug in closed]
    known |= fitting(hidden, {field.slug: known[field.slug] for field in hidden})
    try:
        inputs = clean_inputs(schema, question, known)
    except InvalidAnswers as error:
        return NotReady(student, error.refusals)
    return inputs if any(value is not None for value in inputs.values()) else NotReady(student, {})


Asked = tuple[tuple[Student, Prediction | None], dict[str, Value] | NotReady]


def _ready(model: LiveModel, asked: Sequence[Asked]) -> Iterator[Ready]:
    """All at once: the same bits as one by one."""
    able = [(who, inputs) for who, inputs in asked if not isinstance(inputs, NotReady)]
    answers, hidden = model.bundle.predict([inputs for _, inputs in able]), model.version.schema_version.closed.enter
    for ((student, newest), inputs), answer in zip(able, answers, strict=True):
        yield Ready(student, inputs, answer, newest, _is_current(newest, inputs, model.version), hidden)


def _is_current(newest: Prediction | None, inputs: Mapping[str, Value], version: ModelVersion) -> bool:
    if newest is None or newest.model_version_id != version.pk:
        return False
    return bool(newest.submission.answers == inputs)
