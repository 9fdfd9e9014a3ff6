"""A school that describes its pupils a little better every year: schema versions, and rows of each."""

from dataclasses import replace

import numpy as np
import pandas as pd

from mlcore.datasets import schemas, storing
from mlcore.models import Dataset
from mlcore.pipeline.schema import Field, Question, Schema

FIRST = Schema(
    name="yearly",
    version=1,
    label="Yearly",
    fields=(
        Field(slug="track", label="Track", kind="category", choices=("a", "b")),
        Field(slug="effort", label="Effort", kind="ordered", choices=("low", "high")),
        Field(slug="midterm", label="Midterm", kind="number", minimum=0, maximum=100, unit="points"),
        Field(slug="final", label="Final", kind="number", minimum=0, maximum=100),
    ),
    tasks=(Question(slug="final", label="Final", target="final", inputs=("track", "effort", "midterm")),),
)


def changed(slug: str, schema: Schema = FIRST, **changes) -> Schema:
    """The next version, with a field that changed."""
    fields = tuple(replace(field, **changes) if field.slug == slug else field for field in schema.fields)
    return replace(schema, version=schema.version + 1, fields=fields)


GROWN = changed("track", choices=("a", "b", "c"))


def rows_of(schema: Schema, count: int, seed: int) -> pd.DataFrame:
    """Rows with two decimals, so that none repeats by chance."""
    rng = np.random.default_rng(seed)
    midterm = rng.uniform(0, 90, count)
    values = {
        "track": rng.choice(list(schema.field("track").choices), count),
        "effort": rng.choice(["low", "high"], count),
        "midterm": midterm.round(2),
        "final": (midterm + rng.normal(5, 3, count)).clip(0, 100).round(2),
    }
    return pd.DataFrame({field.slug: values[field.slug] for field in schema.fields})


def stored(name: str, count: int = 60, *, schema: Schema = FIRST, seed: int = 0, **about) -> Dataset:
    frame = about.pop("frame", None)
    frame = rows_of(schema, count, seed) if frame is None else frame
    return storing.store_dataset(schema_version=schemas.register(schema), frame=frame, name=name, **about)[0]
