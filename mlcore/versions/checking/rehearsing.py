"""A past year of a dataset replayed for a task, the way the live model learns, and kept as facts."""

from collections.abc import Callable, Generator
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction

from mlcore.datasets import choosing, words
from mlcore.models import Dataset, ModelVersion, Rehearsal, Task
from mlcore.pipeline.exceptions import DataError, TrainingError
from mlcore.pipeline.fitting.candidates import DEFAULT_SEED
from mlcore.pipeline.from_json import from_json
from mlcore.pipeline.messages import N_
from mlcore.pipeline.rehearsal.facts import Rehearsed
from mlcore.versions.gate.deciding import recipe_of
from mlcore.versions.learned import still_of
from mlcore.versions.policies.picking import left_out_of

if TYPE_CHECKING:
    import pandas as pd

    from mlcore.pipeline.fitting.folds import Positions
    from mlcore.pipeline.fitting.recipe import Recipe
    from mlcore.pipeline.rehearsal.rehearsal import Step

# Where no model serves yet.
PLAIN = "ridge"


def _nothing(row: Rehearsal) -> None:
    """Nobody waits for it."""


@dataclass(frozen=True)
class Asked:
    """For whom, and by which job; `confirm` is called in the transaction that stores what was found."""

    who: str
    job: int | None = None
    confirm: Callable[[Rehearsal], None] = _nothing


def rehearse(dataset: Dataset, task: Task, asked: Asked, year: str = "") -> Generator["Step", None, Rehearsal]:
    """A step per fit. Raises DataError, also where the rows were deleted, and TrainingError."""
    from mlcore.pipeline.rehearsal.rehearsal import rehearse as steps_of
    from mlcore.pipeline.training.measuring import library_errors

    if (left := choosing.obstacle(dataset, task)) is not None:
        told = N_("dataset %(dataset)s cannot be rehearsed for %(task)s: %(reason)s")
        raise DataError(told, dataset=words.named(dataset), task=task.slug, reason=words.reason(left))
    version, recipe = _way_of(task)
    rows = _rows_of(dataset, task)
    schema = task.schema_version.schema.leaving_out(task.slug, version.left_out if version else left_out_of(task))
    about = schema, schema.task(task.slug)
    try:
        found = yield from steps_of(rows.frame, *about, recipe, people=rows.people, year=year)
    except library_errors() as error:
        told, said = N_("%(model)s could not learn: %(error)s"), f"{type(error).__name__}: {error}"
        raise TrainingError(told, model=recipe.candidate.label, error=said) from error
    return _stored(dataset, task, version, replace(found, supported=rows.supported), asked)


def tasks_of(dataset: Dataset) -> list[Task]:
    """Those that can learn from its rows."""
    tasks = Task.objects.filter(schema_version__name=dataset.schema_version.name).select_related("schema_version")
    return [task for task in tasks if choosing.obstacle(dataset, task) is None]


def found_in(row: Rehearsal) -> Rehearsed | None:
    """None where another release stored it in another shape."""
    try:
        return from_json(Rehearsed, row.facts)
    except ValueError:
        return None


@dataclass(frozen=True)
class _Rows:
    """Without results of students who had support, of which there are so many."""

    frame: "pd.DataFrame"
    people: "Positions | None"
    supported: int


def _rows_of(dataset: Dataset, task: Task) -> _Rows:
    """What a model says is of students without support, and is held against theirs alone. Without who objects."""
    found = still_of(dataset, task.schema_version)
    assert found is not None  # there is no obstacle
    frame, people, marked = found.frame, found.people, found.supported
    if marked is None:
        return _Rows(frame, people, 0)
    supported = int(frame[task.question.target].notna()[marked].sum())
    return _Rows(frame[~marked].reset_index(drop=True), None if people is None else people[~marked], supported)


def _way_of(task: Task) -> "tuple[ModelVersion | None, Recipe]":
    """The live version and how it was made, which may know the replayed year; without one, or where that cannot be
    read, the plain way."""
    from mlcore.pipeline.fitting.recipe import Recipe

    version = ModelVersion.objects.live_for(task)
    live = recipe_of(version, DEFAULT_SEED) if version else None
    return (version, live) if live else (None, Recipe.named(PLAIN, {}, DEFAULT_SEED))


@transaction.atomic
def _stored(dataset: Dataset, task: Task, version: ModelVersion | None, found: Rehearsed, asked: Asked) -> Rehearsal:
    about = {"dataset": dataset, "task": task, "version": version, "who": asked.who, "job": asked.job}
    row = Rehearsal.objects.create(facts=asdict(found), **about)
    asked.confirm(row)
    # As whoever reads it later finds it: tuples are lists in JSON.
    row.refresh_from_db(fields=["facts"])
    return row
