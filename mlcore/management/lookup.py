"""Find what a command's arguments name, or say what there is instead."""

from django.core.management.base import CommandError

from mlcore.models import Dataset, ModelVersion, Task


def find_task(slug: str) -> Task:
    task = Task.objects.select_related("schema_version").filter(slug=slug).first()
    if task is None:
        known = ", ".join(Task.objects.values_list("slug", flat=True)) or "none yet (manage.py setup)"
        raise CommandError(f"there is no task '{slug}'; the tasks are: {known}")
    return task


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


def find_dataset(task: Task, name: str | None) -> Dataset:
    """The named dataset, or the newest of the very schema version that the task asks about."""
    datasets = task.schema_version.datasets.all()
    found = Dataset.objects.filter(name=name).first() if name else datasets.first()
    if found is None:
        known = ", ".join(datasets.values_list("name", flat=True)) or "none"
        wanted = f"no dataset '{name}'" if name else "no dataset"
        raise CommandError(
            f"there is {wanted} for task {task.slug} (there are: {known}), which asks about "
            f"{task.schema_version}; load one: manage.py import_dataset FILE --schema {task.schema_version.name}"
        )
    return found
