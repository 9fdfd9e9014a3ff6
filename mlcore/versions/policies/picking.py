"""Which fields a question does without: `left_out_of` reads it, `pick` decides it.

A pick is kept for good and learned by from the next training on; it changes no version that is there.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from mlcore.models import ModelVersion, PickedPolicy, Task
from mlcore.models.policies import LONGEST_REASON
from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.messages import N_
from mlcore.pipeline.schema import Question, Schema

LONGEST_NAME = 150


class PolicyRefused(PipelineError):
    """What cannot be left out, or for no reason; the message says what to do."""


@dataclass(frozen=True)
class InForce:
    """What the next training of a task learns by; `policy` is None where none was picked."""

    schema: Schema
    policy: PickedPolicy | None
    task: str

    @property
    def question(self) -> Question:
        return self.schema.task(self.task)

    @property
    def left_out(self) -> list[str]:
        """Inputs of the task that are none by this policy."""
        return [slug for slug in self.policy.left_out if slug in self.question.audit] if self.policy else []


def in_force(task: Task) -> PickedPolicy | None:
    """The newest pick; None where nobody has picked yet."""
    return PickedPolicy.objects.filter(task=task).first()


def left_out_of(task: Task) -> tuple[str, ...]:
    """Fields that its next training does without, of those that it asks for today, in their order."""
    policy = in_force(task)
    return _still_asked(task, policy.left_out) if policy else ()


def learned_by(task: Task) -> InForce:
    """The schema and question of its next training. Raises SchemaError where no input would be left."""
    policy = in_force(task)
    left_out = policy.left_out if policy else ()
    return InForce(task.schema_version.schema.leaving_out(task.slug, left_out), policy, task.slug)


def is_trained_under(version: ModelVersion) -> bool:
    """Whether it leaves out what the policy in force leaves out."""
    return set(_still_asked(version.task, version.left_out)) == set(left_out_of(version.task))


@transaction.atomic
def pick(task: Task, left_out: Collection[str], *, reason: str, who: str) -> PickedPolicy:
    """Decide that a task does without these inputs, none for: it uses them all. Raises PolicyRefused."""
    # One after the other: two at once would both be the newest.
    Task.objects.select_for_update().get(pk=task.pk)
    slugs, said = checked(task, left_out), reason.strip()
    if not said:
        raise PolicyRefused(N_("write why; the reason is kept for good and stands on the model card"))
    if len(said) > LONGEST_REASON:
        raise PolicyRefused(N_("write the reason in at most %(most)s characters"), most=LONGEST_REASON)
    return PickedPolicy.objects.create(task=task, left_out=list(slugs), reason=said, who=who[:LONGEST_NAME])


def checked(task: Task, left_out: Collection[str]) -> tuple[str, ...]:
    """These inputs in the order of the task. Raises PolicyRefused where one is none, or none would be left."""
    inputs = task.schema_version.shown.task(task.slug).inputs  # of others nobody is told by a refusal
    strange = [slug for slug in left_out if slug not in inputs]
    if strange:
        unknown = N_("'%(slug)s' is no input of %(task)s, so it cannot be left out; the inputs are: %(inputs)s")
        raise PolicyRefused(unknown, slug=strange[0], task=task.slug, inputs=", ".join(inputs))
    if set(inputs) <= set(left_out):
        raise PolicyRefused(N_("keep at least one input: a model of none of them says the mean of everybody"))
    return _still_asked(task, left_out)


def _still_asked(task: Task, slugs: Collection[str]) -> tuple[str, ...]:
    return tuple(slug for slug in task.question.inputs if slug in slugs)
