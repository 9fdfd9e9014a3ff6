"""Two terms of made-up students, drawn anew by the relations behind the bundled sample: no model learned from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mlcore.datasets import schemas
from mlcore.pipeline.schema import Schema

if TYPE_CHECKING:
    import pandas as pd

SEED = 20
# Among so many rows somebody has the same background and nearly the same scores a term later.
DRAWN = 20_000
NEAREST = 5

Row = dict[Any, Any]


@dataclass(frozen=True)
class Terms:
    """What is so of one student in the first term and in the second."""

    first: Row
    second: Row


def is_drawable(schema: Schema) -> bool:
    return (schemas.SAMPLES / f"{schema.name}-facts.toml").is_file()


def draw_terms(schema: Schema, students: int, target: str) -> list[Terms]:
    """The same each time. Whoever is chosen for the second term is chosen by everything but the target: how that
    follows from the rest stays as it was drawn."""
    from mlcore.samples.draw import draw, load_facts

    facts = load_facts(schemas.SAMPLES / f"{schema.name}-facts.toml")
    frame = draw(facts | {"rows": DRAWN, "seed": SEED})
    rows, background = frame.iloc[:students].to_dict("records"), _background(schema)
    later = dict(iter(frame.iloc[students:].groupby(background)))
    scores = [field.slug for field in schema.fields if field.is_number and field.slug != target]
    return [
        Terms(_plain(row), _plain(_a_term_later(row, later.get(tuple(map(row.get, background))), scores)))
        for row in rows
    ]


def _background(schema: Schema) -> list[str]:
    return [field.slug for field in schema.fields if not field.is_number]


def _a_term_later(row: Row, alike: "pd.DataFrame | None", scores: Sequence[str]) -> Row:
    """Of those with the same background one of the nearest by the other scores, as one's own are a term later."""
    if alike is None:
        return row
    away = sum((alike[slug] - row[slug]).abs() for slug in scores)
    return dict(alike.loc[away.nsmallest(NEAREST).index[-1]])


def _plain(row: Row) -> Row:
    return {slug: value.item() if hasattr(value, "item") else value for slug, value in row.items()}
