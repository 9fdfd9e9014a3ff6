"""A schema whose fields come at points of a year, and rows of it drawn by chance."""

from typing import Any

import numpy as np
import pandas as pd

from mlcore.pipeline.schema import Schema

POINTS = ["start of year", "after the first test", "after the second test"]
SCALE = {"kind": "number", "minimum": 0, "maximum": 20}


def content(*, inputs: list[str] | None = None, field: dict[str, dict] | None = None, **changed: Any) -> dict[str, Any]:
    """In the shape of a TOML file; `field` changes some by their slug, `changed` what stands above them."""
    fields = [
        {"slug": "effort", "label": "Effort", "kind": "category", "choices": ["low", "high"]},
        {"slug": "cohort", "label": "Cohort", "kind": "group"},
        {"slug": "first", "label": "First test", "known": POINTS[1], **SCALE},
        {"slug": "second", "label": "Second test", "known": POINTS[2], **SCALE},
        {"slug": "final", "label": "Final mark", "pass": 10, **SCALE},
        {"slug": "foretold", "label": "Foretold", "known": POINTS[1], "forecast_of": "final", **SCALE},
    ]
    task = {
        "slug": "final",
        "label": "Final mark",
        "target": "final",
        "inputs": inputs or ["effort", "first", "second"],
    }
    top = {"name": "year", "version": 1, "label": "A year", "points": POINTS, "year": "cohort"} | changed
    return top | {"field": [one | (field or {}).get(one["slug"], {}) for one in fields], "task": [task]}


def schema(**changed: Any) -> Schema:
    return Schema.from_dict(content(**changed))


def frame(rows: int = 120, seed: int = 1, years: int = 2) -> pd.DataFrame:
    """Years of equal size, one after the other; each score lies near the one before it."""
    random = np.random.default_rng(seed)
    first = random.integers(4, 17, rows).astype(float)
    second, foretold = (np.clip(first + random.integers(-3, 4, rows), 0, 20) for _ in range(2))
    final = np.clip(second + random.integers(-2, 3, rows), 0, 20)
    effort = random.choice(["low", "high"], rows)
    cohort = [str(2025 + row * years // rows) for row in range(rows)]
    scores = {"first": first, "second": second, "final": final, "foretold": foretold}
    return pd.DataFrame({"effort": effort, "cohort": cohort, **scores})
