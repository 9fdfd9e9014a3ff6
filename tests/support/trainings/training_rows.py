"""A small made-up school for the training tests: its columns are known to no code of the product."""

import numpy as np
import pandas as pd

from mlcore.pipeline.schema import Schema

FIELDS = [
    {"slug": "house", "label": "House", "kind": "group"},
    {"slug": "track", "label": "Track", "kind": "category", "choices": ["north", "south", "west"]},
    {"slug": "effort", "label": "Effort", "kind": "ordered", "choices": ["low", "middle", "high"]},
    {"slug": "logic", "label": "Logic", "kind": "number", "minimum": 0, "maximum": 100},
    {"slug": "music", "label": "Music", "kind": "number", "minimum": 0, "maximum": 100},
    {"slug": "physics", "label": "Physics", "kind": "number", "minimum": 0, "maximum": 100},
]
TASK = {"slug": "physics", "label": "Physics", "target": "physics"}
INPUTS = ["track", "effort", "logic", "music"]


def school_schema(group: str | None = None) -> Schema:
    task = TASK | {"inputs": INPUTS}
    content = {"name": "school", "version": 1, "label": "School", "field": FIELDS, "task": [task]}
    return Schema.from_dict(content | {"group": group})


def school_rows(rows: int = 120, houses: int = 6, missing: bool = True) -> pd.DataFrame:
    """Physics follows logic and effort; one cell in twenty of the inputs is empty."""
    random = np.random.default_rng(7)
    effort = random.integers(0, 3, rows)
    logic = random.normal(60, 12, rows).clip(0, 100).round()
    frame = pd.DataFrame(
        {
            "house": [f"house {number}" for number in random.integers(0, houses, rows)],
            "track": random.choice(["north", "south", "west"], rows).astype(object),
            "effort": np.array(["low", "middle", "high"], dtype=object)[effort],
            "logic": logic,
            "music": (logic + random.normal(0, 8, rows)).clip(0, 100).round(),
            "physics": (0.8 * logic + 5 * effort + random.normal(0, 5, rows)).clip(0, 100).round(),
        }
    )
    return _with_gaps(frame, random) if missing else frame


def _with_gaps(frame: pd.DataFrame, random: np.random.Generator) -> pd.DataFrame:
    for slug in INPUTS:
        empty = random.random(len(frame)) < 0.05
        frame[slug] = frame[slug].mask(empty, np.nan if frame[slug].dtype == float else None)
    return frame
