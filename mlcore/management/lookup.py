"""Find what a command's arguments name, or say what there is instead."""

from collections.abc import Sequence

from django.core.management.base import CommandError

from mlcore.datasets import choosing, words
from mlcore.datasets.choosing import Choice
from mlcore.models import Dataset, ModelVersion, Task
from mlcore.versions.live import NoLiveModel


def find_task(slug: str) -> Task:
    task = Task.objects.select_related("schema_version").filter(slug=slug).first()
    if task is None:
        known = ", ".join(Task.objects.values_list("slug", flat=True)) or "none yet (manage.py setup)"
        raise CommandError(f"there is no task '{slug}'; the tasks are: {known}")
    return task


def find_live(slug: str) -> ModelVersion:
    """The version that answers for a task."""
    task = find_task(slug)
    version = ModelVersion.objects.live_for(task)
    if version is None:
        raise CommandError(str(NoLiveModel(task)))
    return version


def find_version(name: str) -> ModelVersion:
    """A version written as TASK:NUMBER, e.g. math:3."""
    slug, _, number = name.partition(":")
    if not number.isdecimal():
        raise CommandError(f"write a version as TASK:NUMBER, e.g. math:3, not '{name}'")
    version = ModelVersion.objects.filter(task=find_task(slug), number=int(number)).first()
    if version is None:
        raise CommandError(f"task {slug} has no version {number}; see: manage.py models {slug}")
    return version


def find_version_to_read(name: str) -> ModelVersion:
    """Also by the number in the address of its card: to make live, that would be too easily another task's."""
    if not name.isdecimal():
        return find_version(name)
    number = int(name)
    # Beyond it, Postgres refuses the question itself.
    version = ModelVersion.objects.filter(pk=number).first() if number < 2**63 else None
    if version is None:
        raise CommandError(f"no version has the address /models/version/{number}/; write TASK:NUMBER, e.g. math:3")
    return version


def find_datasets(task: Task, names: Sequence[str]) -> Choice:
    """The named datasets; without names the newest that the task can learn from, with those that belong to it."""
    try:
        return choosing.choose(task, names)
    except choosing.NotFound as error:
        raise CommandError(_not_found(error)) from error


def _not_found(error: choosing.NotFound) -> str:
    """What there is, and what can be done."""
    schema = error.task.schema_version
    load = f"load one: manage.py import_dataset FILE --schema {schema.name}"
    asked = f"task {error.task.slug}, which asks about {schema}"
    if error.left:
        reasons = "; ".join(f"{words.named(left.dataset)}, {words.reason(left)}" for left in error.left)
        return f"there is no dataset to take for {asked}: {reasons}; bring one back, or {load}"
    wanted = f"no dataset '{error.name}'" if error.name else "no dataset"
    return f"there is {wanted} for {asked.replace(',', f' (there are: {_known(error.task)}),', 1)}; {load}"


def _known(task: Task) -> str:
    there = Dataset.objects.offered().filter(schema_version__name=task.schema_version.name)
    return ", ".join(there.values_list("name", flat=True)) or "none"


def find_dataset(name: str) -> Dataset:
    """With its rows, under whatever schema."""
    rows = Dataset.objects.select_related("schema_version", "adds_to")
    found = rows.present().filter(name=name).first()
    if found is None:
        gone = rows.filter(name=name).first()
        if gone:
            raise CommandError(f"dataset '{name}' is gone. {words.deleted(gone)}")
        known = ", ".join(Dataset.objects.offered().values_list("name", flat=True)) or "none (manage.py import_dataset)"
        raise CommandError(f"there is no dataset '{name}'; the datasets are: {known}")
    return found
