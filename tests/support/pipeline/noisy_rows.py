"""Rows that something can be learned from, for tests that train, and two candidates that learn quickly."""

import numpy as np
import pandas as pd
from factories import frame_for

from mlcore.pipeline.schema import Schema

QUICK = ["linear", "tree"]


def noisy_frame(schema: Schema, rows: int = 90) -> pd.DataFrame:
    frame = frame_for(schema, rows)
    numbers = [field.slug for field in schema.fields if field.is_number]
    noise = np.random.default_rng(1).normal(0, 4, (rows, len(numbers)))
    frame[numbers] = (frame[numbers] + noise).clip(0, 100).round()
    return frame
