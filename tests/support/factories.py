"""A model that was never trained, and the rows around it, for tests of the product."""

from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import numpy as np
import pandas as pd
from django.conf import settings
from django.contrib.auth.models import User
from remembered import remembered

from mlcore.datasets import schemas, storing
from mlcore.models import CandidateResult, ModelVersion, Task, TrainingRun
from mlcore.pipeline.bundle.bundle import Bundle
from mlcore.pipeline.bundle.encoder import Encoder
from mlcore.pipeline.bundle.file import make_passport
from mlcore.pipeline.distribution.by_set import BySet, GapRule
from mlcore.pipeline.distribution.predictive_system import PredictiveSystem
from mlcore.pipeline.distribution.quantiles import PERCENTS
from mlcore.pipeline.distribution.spread import Spread
from mlcore.pipeline.schema import Field, Schema
from mlcore.versions import promotions
from predictor.models.accounts.people import remember

__version__ = "1.0"  # bundles note the version of the library that their estimator comes from
ROWS = 40
PASSWORD = "correct horse battery staple"


class Slope:
    """Stands where an estimator stands: each encoded column counts differently, so none can be swapped."""

    __module__ = "factories"

    def __init__(self, middle: float) -> None:
        self.middle = middle

    def predict(self, columns: np.ndarray) -> np.ndarray:
        total = np.full(len(columns), self.middle)
        for position in range(columns.shape[1]):
            total = total + columns[:, position] * (position + 1) / 4
        return total


def frame_for(schema: Schema, rows: int = ROWS) -> pd.DataFrame:
    """Rows that follow a schema: numbers from a tenth above the minimum to a tenth below the maximum."""
    return pd.DataFrame({field.slug: _column(field, rows) for field in schema.fields})


def _column(field: Field, rows: int) -> list:
    if field.is_number:
        tenth = (field.maximum - field.minimum) / 10
        return list(np.linspace(field.minimum + tenth, field.maximum - tenth, rows).round())
    return [field.choices[number % len(field.choices)] for number in range(rows)] if field.choices else ["a"] * rows


@lru_cache
def tiny_bundle(schema: Schema, slug: str, shift: float = 0.0) -> Bundle:
    task, frame = schema.task(slug), frame_for(schema)
    encoder = Encoder(schema.inputs(task)).fit(frame)
    target = schema.field(task.target)
    estimator = Slope((target.minimum + target.maximum) / 2 + shift)
    inputs = frame[list(task.inputs)].head(10).to_dict("records")
    passport = make_passport(estimator, candidate="slope", rows=ROWS)
    return Bundle(
        schema=schema,
        task=task,
        encoder=encoder,
        estimator=estimator,
        ranges=tiny_ranges(task.inputs),
        background=tuple(inputs),
        passport=passport,
    )


def put_file(schema: Schema, slug: str, shift: float = 0.0) -> tuple[str, str]:
    """The file of a tiny bundle where bundles lie; its hash and its name."""
    sha256, name, content = _written(schema, slug, shift)
    Path(settings.BUNDLE_DIR).mkdir(parents=True, exist_ok=True)
    (Path(settings.BUNDLE_DIR) / name).write_bytes(content)
    return sha256, name


@lru_cache
def _written(schema: Schema, slug: str, shift: float) -> tuple[str, str, bytes]:
    with TemporaryDirectory() as folder:
        sha256, path = tiny_bundle(schema, slug, shift).save(Path(folder))
        return sha256, path.name, path.read_bytes()


def tiny_ranges(inputs: Sequence[str]) -> PredictiveSystem:
    """80 % lie within 7 points, 90 % within 9; within 15 and 20 where nothing is known."""
    away = np.abs(np.array(PERCENTS) - 50)
    known, nothing = (np.interp(away, [0, 40, 45, 49], halves) for halves in ([0, 7, 9, 11], [0, 15, 20, 24]))
    sets, reaches = (frozenset[str](), frozenset(inputs)), np.stack([known, nothing])
    # What is missing adds the same, whichever it is.
    added = np.diag([1] * len(inputs)).tolist()
    rule = GapRule(Spread(tuple(inputs), 1, added), np.sqrt([1.0, 1.0 + len(inputs)]), reaches)
    return PredictiveSystem(at=(50.0,), by_set=BySet(sets, reaches, rule), rows=ROWS, step=1.0)


def live_task(slug: str = "math", schema_name: str = "exams", *, is_demo: bool = True) -> Task:
    """A task with a live version that answers at once."""
    shipped = schemas.SHIPPED / f"{schema_name}.toml"
    if shipped.exists():
        remembered((shipped.read_bytes(), slug, is_demo), partial(_make_live, slug, schema_name, is_demo))
    else:  # a schema that the test wrote or stored itself
        _make_live(slug, schema_name, is_demo)
    task = Task.objects.select_related("schema_version").get(slug=slug)
    put_file(task.schema_version.schema, slug)
    return task


def _make_live(slug: str, schema_name: str, is_demo: bool) -> None:
    schema_version = schemas.schema_version(schema_name)
    frame = frame_for(schema_version.schema)
    storing.store_dataset(
        schema_version=schema_version, frame=frame, name=f"{schema_name} rows", source_name="rows.csv", is_demo=is_demo
    )
    version = new_version(Task.objects.select_related("schema_version").get(slug=slug))
    promotions.promote(version, who="a test", why="to have one")


def new_version(task: Task, shift: float = 0.0, left_out: Sequence[str] = ()) -> ModelVersion:
    """Another version of a task; not live. `left_out` are fields that a policy leaves out of it."""
    dataset = task.schema_version.datasets.get()
    run = TrainingRun.objects.create(
        task=task, dataset=dataset, status=TrainingRun.Status.FINISHED, reason="It was the only one."
    )
    figures = {"params": {"engineered": False}}
    CandidateResult.objects.create(
        run=run,
        candidate="linear",
        label="Linear regression",
        position=1,
        is_winner=True,
        is_tied=True,
        r2=0.87,
        rmse=5.4,
        mae=4.3,
        figures=figures,
    )
    schema = task.schema_version.schema.leaving_out(task.slug, left_out)
    sha256, file = put_file(schema, task.slug, shift)
    return ModelVersion.objects.create(
        task=task,
        number=task.versions.count() + 1,
        run=run,
        schema_version=task.schema_version,
        left_out=list(left_out),
        candidate="linear",
        label="Linear regression",
        file=file,
        sha256=sha256,
    )


def make_people() -> SimpleNamespace:
    users = {name: User.objects.create_user(name, password=PASSWORD) for name in ("owner", "colleague", "stranger")}
    people = SimpleNamespace(**users, admin=User.objects.create_superuser("admin", password=PASSWORD))
    for user in vars(people).values():
        remember(user, None, names_allowed=None)  # as whoever asks is known by their log-in
    return people
