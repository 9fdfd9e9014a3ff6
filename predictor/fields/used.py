"""Which questions predict with a field and which only look at errors by it: by the policies in force, and by the models
that answer until the next training."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mlcore.models import ModelVersion, Task
from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.schema import Question
from mlcore.versions.policies import picking


@dataclass(frozen=True)
class Asking:
    """A question; `is_ending` where only its live model still predicts with the field."""

    task: Task
    is_ending: bool

    def __str__(self) -> str:
        return self.said_of(self.task.label)

    def said_of(self, name: str) -> str:
        """Of the question or of the field, which the other of them has for the time being."""
        return _("%(name)s (until a model without it is live)") % {"name": name} if self.is_ending else name


@dataclass(frozen=True)
class Uses:
    """What the next training of a question learns, and what its live model was asked; None where none is live."""

    task: Task
    learned: Question
    answering: Question | None

    def asking(self, slug: str) -> Asking | None:
        if slug in self.learned.inputs:
            return Asking(self.task, is_ending=False)
        is_ending = self.answering is not None and slug in self.answering.inputs
        return Asking(self.task, is_ending) if is_ending else None

    def is_auditing(self, slug: str) -> bool:
        return slug in self.learned.audit and self.asking(slug) is None


def uses_of(schema: str | None = None) -> list[Uses]:
    """Of every question of a schema, or of all of them."""
    tasks = Task.objects.select_related("schema_version")
    if schema is not None:
        tasks = tasks.filter(schema_version__name=schema)
    live = ModelVersion.objects.filter(is_live=True).select_related("task", "schema_version")
    answering = {version.task_id: version.question for version in live}
    return [Uses(task, _learned(task), answering.get(task.pk)) for task in tasks]


def asking(uses: Sequence[Uses], slug: str) -> tuple[Asking, ...]:
    found = (one.asking(slug) for one in uses)
    return tuple(one for one in found if one)


def auditing(uses: Sequence[Uses], slug: str) -> tuple[Task, ...]:
    return tuple(one.task for one in uses if one.is_auditing(slug))


def _learned(task: Task) -> Question:
    """As the schema wrote it where its policy leaves nothing to learn by."""
    try:
        return picking.learned_by(task).question
    except SchemaError:
        return task.question
