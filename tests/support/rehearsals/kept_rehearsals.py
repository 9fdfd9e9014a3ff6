"""Rehearsals as they are kept, of made-up facts: nothing is trained."""

from dataclasses import asdict, replace

from rehearsed_facts import at_point, beside, rehearsed

from mlcore.models import Dataset, Rehearsal, Task


def kept_rehearsal(task: Task, dataset: Dataset | None = None, **about) -> Rehearsal:
    """Two points; teachers' forecasts at the second. Without a dataset of that which the live version learned from."""
    other = tuple(slug for slug in task.question.inputs if task.schema_version.schema.field(slug).is_number)[-1:]
    last = at_point(beside=(beside(fields=other), beside("teachers", ("foretold",), gap=0.1)))
    found = rehearsed(replace(last, point="at the start", new=(), beside=(beside(fields=()),)), last)
    facts = asdict(replace(found, target=task.question.target))
    row = {"dataset": dataset or task.versions.first().run.dataset, "task": task, "facts": facts, "who": "ada"}
    return Rehearsal.objects.create(**row | about)
