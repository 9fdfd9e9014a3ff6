"""Made-up exams of any number of rows, drawn from the facts of the bundled sample, as checked frames."""

from pathlib import Path

import numpy as np
import pandas as pd

import mlcore
from mlcore.pipeline.schema import Schema
from mlcore.samples.draw import draw, load_facts

HOME = Path(mlcore.__file__).parent
EXAMS = Schema.load(HOME / "schemas" / "exams.toml")


def exam_rows(rows: int, seed: int = 1, *, bent: bool = False) -> pd.DataFrame:
    """Maths follows the other scores on a straight line, or on a bent one that also differs with lunch, which trees
    find and linear models do not."""
    facts = load_facts(HOME / "samples" / "exams-facts.toml") | {"rows": rows, "seed": seed}
    frame = checked(draw(facts))
    if bent:
        reading, poor = frame["reading_score"].to_numpy(), (frame["lunch"] == "free/reduced").to_numpy()
        wave = 6 * np.sin(reading / 7) + np.where(poor & (reading > 60), -8, 0)
        frame["math_score"] = (frame["math_score"] + wave).round().clip(0, 100)
    return frame


def checked(raw: pd.DataFrame) -> pd.DataFrame:
    """Columns by their slugs, numbers as floats and choices as texts."""
    frame = raw.rename(columns=lambda header: getattr(EXAMS.field_for_header(header), "slug", header))
    kinds = {field.slug: float if field.is_number else object for field in EXAMS.fields}
    return frame.astype(kinds)[list(kinds)]
