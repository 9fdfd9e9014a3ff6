"""A made-up school with fields that are kept for audit, and the same school with these fields dealt out anew."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from training_rows import FIELDS, INPUTS, TASK, school_rows

from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.schema import Schema

ORIGIN = {"slug": "origin", "label": "Origin", "kind": "category", "choices": ["here", "there"], "sensitive": True}
CLUB = {"slug": "club", "label": "Club", "kind": "category", "choices": ["chess", "none", "choir"]}
# `origin` is for audit by the schema, `club` is an input that a policy leaves out.
APART = ("origin", "club")


def audited_schema(inputs: Sequence[str] = INPUTS) -> Schema:
    """Of the school, with one field for audit and one that is left out."""
    task = TASK | {"inputs": [*inputs, "club"], "audit": ["origin"]}
    content = {"name": "school", "version": 1, "label": "School", "field": [*FIELDS, ORIGIN, CLUB], "task": [task]}
    return Schema.from_dict(content).leaving_out("physics", ["club"])


def audited_rows(rows: int = 80) -> pd.DataFrame:
    """Both go with the result, so that a model that saw them would use them; some rows are there twice."""
    frame, random = school_rows(rows), np.random.default_rng(3)
    high = frame["physics"].to_numpy() + random.normal(0, 6, rows) > frame["physics"].median()
    frame["origin"] = np.where(high, "here", "there").astype(object)
    frame["club"] = np.array(["none", "chess", "choir"], dtype=object)[high.astype(int) + (random.random(rows) < 0.2)]
    return pd.concat([frame, frame[:6]], ignore_index=True)


def dealt_anew(frame: pd.DataFrame, seed: int = 11) -> pd.DataFrame:
    """With what is kept apart in another order, and some of it gone."""
    random = np.random.default_rng(seed)
    anew = {slug: random.permutation(frame[slug].to_numpy()) for slug in APART}
    anew["origin"][:5] = None
    return frame.assign(**anew)


def audited_study(frame: pd.DataFrame, supported: np.ndarray | None = None) -> Study:
    schema = audited_schema()
    return Study.of(frame, schema, schema.task("physics"), supported=supported)
