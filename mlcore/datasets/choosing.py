"""Which stored rows a training takes, which it leaves, and why: as facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from mlcore.models import Dataset, Task
from mlcore.pipeline.schema.growth import Contradiction, contradictions


class Why(StrEnum):
    """Why rows are not taken."""

    NOT_NAMED = "not named"
    NOT_NEWEST = "not newest"
    ARCHIVED = "archived"
    DELETED = "deleted"
    OTHER_SCHEMA = "other schema"
    CONTRADICTS = "contradicts"
    NEWER_SCHEMA = "newer schema"
    NO_TARGET = "no target"


@dataclass(frozen=True)
class Left:
    """Rows that are not taken; `contradictions` where their schema version is why."""

    dataset: Dataset
    why: Why
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True)
class Choice:
    """`taken` in the order in which they were stored."""

    taken: tuple[Dataset, ...]
    left: tuple[Left, ...]
    is_named: bool = False


class NotFound(Exception):
    """No rows for a task: `name` is one that was asked for, blank where none was; `left` says what there is."""

    def __init__(self, task: Task, name: str, left: Sequence[Left]) -> None:
        super().__init__(task, name, left)
        self.task, self.name, self.left = task, name, tuple(left)


def choose(task: Task, names: Sequence[str] = ()) -> Choice:
    """The named datasets; without names the newest that fits, with those that belong to it. Raises NotFound."""
    there, fitting, unfit = _datasets_of(task)
    taken = _named(task, names, there, unfit) if names else _newest(task, fitting, unfit)
    why = Why.NOT_NAMED if names else Why.NOT_NEWEST
    left = [Left(dataset, why) for dataset in fitting if dataset not in taken]
    return Choice(tuple(sorted(taken, key=lambda dataset: dataset.pk)), (*left, *unfit), is_named=bool(names))


def has_rows(task: Task) -> bool:
    return bool(_datasets_of(task)[1])


def obstacle(dataset: Dataset, task: Task) -> Left | None:
    """Why a task cannot learn from a dataset: its schema version, never whether it is archived."""
    if dataset.schema_version_id == task.schema_version_id:
        return None
    older, newer = dataset.schema_version, task.schema_version
    if older.name != newer.name:
        return Left(dataset, Why.OTHER_SCHEMA)
    if older.version > newer.version:
        return Left(dataset, Why.NEWER_SCHEMA)
    found = contradictions(older.schema, newer.schema)
    if found:
        return Left(dataset, Why.CONTRADICTS, found)
    known = {field.slug for field in older.schema.fields}
    return None if task.question.target in known else Left(dataset, Why.NO_TARGET)


def _datasets_of(task: Task) -> tuple[list[Dataset], list[Dataset], list[Left]]:
    """All of the task's schema that were imported, newest first; those that fit; and the others."""
    schema_name = task.schema_version.name
    rows = Dataset.objects.present().imported().filter(schema_version__name=schema_name)
    there = list(rows.select_related("schema_version"))
    unfit = [left for dataset in there if (left := _left(dataset, task))]
    without = {left.dataset for left in unfit}
    return there, [dataset for dataset in there if dataset not in without], unfit


def _left(dataset: Dataset, task: Task) -> Left | None:
    return Left(dataset, Why.ARCHIVED) if dataset.archived_at else obstacle(dataset, task)


def _newest(task: Task, fitting: Sequence[Dataset], unfit: Sequence[Left]) -> list[Dataset]:
    if not fitting:
        raise NotFound(task, "", unfit)
    return [dataset for dataset in fitting if _family(dataset) == _family(fitting[0])]


def _family(dataset: Dataset) -> int:
    return dataset.adds_to_id or dataset.pk


def _named(task: Task, names: Sequence[str], there: Sequence[Dataset], unfit: Sequence[Left]) -> list[Dataset]:
    by_name = {dataset.name: [dataset] for dataset in there}
    unfit_by_key = {left.dataset.pk: left for left in unfit}
    taken: list[Dataset] = []
    for name in names:
        found = by_name.get(name) or _made_of(name, there)
        refused = [unfit_by_key[dataset.pk] for dataset in found if dataset.pk in unfit_by_key]
        if refused or not found:
            raise NotFound(task, name, refused or _elsewhere(name, task))
        taken += [dataset for dataset in found if dataset not in taken]
    return taken


def _made_of(name: str, there: Sequence[Dataset]) -> list[Dataset]:
    """The name of several datasets together stands for all of them."""
    keys = set(Dataset.objects.filter(wholes__whole__in=Dataset.objects.present().filter(name=name)).values_list("pk"))
    return [dataset for dataset in there if (dataset.pk,) in keys]


def _elsewhere(name: str, task: Task) -> list[Left]:
    """Rows of that name that are gone, or that another schema describes."""
    found = Dataset.objects.select_related("schema_version").filter(name=name).first()
    if found is None:
        return []
    left = Left(found, Why.DELETED) if found.deleted_at else obstacle(found, task)
    return [left] if left else []
