"""Made-up rows with many inputs that go together, and whose gaps go together too."""

import numpy as np
import pandas as pd

from mlcore.pipeline.fitting.folds import Rows, usable_rows
from mlcore.pipeline.schema import Schema

INPUTS = 20
SLUGS = tuple(f"quiz{place:02}" for place in range(INPUTS))
FIELDS = [{"slug": slug, "label": slug, "kind": "number", "minimum": -99, "maximum": 99} for slug in (*SLUGS, "final")]
TASK = {"slug": "final", "label": "Final", "target": "final", "inputs": list(SLUGS)}
SCHEMA = Schema.from_dict({"name": "quizzes", "version": 1, "label": "Quizzes", "field": FIELDS, "task": [TASK]})
# One of four quizzes is written on the same day: who is away misses them all.
DAYS = np.arange(INPUTS) % 5


def gappy_rows(rows: int, seed: int, away: float = 0.12) -> Rows:
    """`away`: the share of days on which somebody is missing."""
    random = np.random.default_rng(seed)
    ability = random.normal(0, 5, (rows, 3)) @ np.random.default_rng(1).normal(1, 1, (3, INPUTS))
    quizzes = ability + random.normal(0, 6, (rows, INPUTS))
    final = quizzes @ np.linspace(0, 0.3, INPUTS) + random.normal(0, 4, rows)
    absent = random.normal(0, 1, (rows, 5)) + random.normal(0, 1, (rows, 1))
    gaps = (absent > np.quantile(absent, 1 - away))[:, DAYS] & (random.random((rows, INPUTS)) < 0.9)
    frame = pd.DataFrame(np.where(gaps, np.nan, quizzes), columns=list(SLUGS)).assign(final=final)
    return usable_rows(frame, SCHEMA, SCHEMA.task("final"))
