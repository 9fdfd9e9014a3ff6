"""Very wide data: many numbers and categories, each going with the target a little less than the one before."""

import numpy as np
import pandas as pd

from mlcore.pipeline.schema import Schema

CHOICES = ["none", "some", "most", "all"]


def wide_schema(numbers: int, categories: int) -> Schema:
    scores = [_number(f"number_{place}") for place in range(numbers)]
    groups = [_category(f"category_{place}") for place in range(categories)]
    inputs = [field["slug"] for field in (*scores, *groups)]
    task = {"slug": "wide", "label": "Final mark", "target": "final", "inputs": inputs}
    fields = [*scores, *groups, _number("final") | {"label": "Final mark"}]
    return Schema.from_dict({"name": "wide", "version": 1, "label": "Wide", "field": fields, "task": [task]})


def _number(slug: str) -> dict[str, object]:
    label = slug.replace("_", " ").capitalize()
    return {"slug": slug, "label": label, "kind": "number", "minimum": 0, "maximum": 100, "about": "moment"}


def _category(slug: str) -> dict[str, object]:
    label = slug.replace("_", " ").capitalize()
    return {"slug": slug, "label": label, "kind": "category", "choices": CHOICES, "about": "student"}


def wide_rows(schema: Schema, rows: int = 120) -> pd.DataFrame:
    random = np.random.default_rng(5)
    common, columns = random.normal(size=rows), {}
    for place, field in enumerate(schema.fields):
        mixed = common + random.normal(size=rows) * (0.5 + place / 4)
        columns[field.slug] = _values(mixed, field.choices)
    return pd.DataFrame(columns | {"final": _values(common, ())})


def _values(mixed: np.ndarray, choices: tuple[str, ...]) -> list:
    if choices:
        return [choices[place] for place in np.digitize(mixed / mixed.std(), [-0.7, 0, 0.7])]
    return (50 + 15 * mixed / mixed.std()).round().clip(0, 100).tolist()
