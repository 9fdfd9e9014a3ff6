"""Tiny bundles of real estimators over the made-up school, for the tests of encoding, serving and explaining."""

from dataclasses import replace
from functools import cache

import numpy as np
from hypothesis import strategies as st
from training_rows import school_rows, school_schema

from mlcore.pipeline.bundle.bundle import Bundle, cross_section
from mlcore.pipeline.bundle.file import make_passport
from mlcore.pipeline.calibration.calibrating import calibrate
from mlcore.pipeline.distribution.half_widths import HalfWidths
from mlcore.pipeline.distribution.predictive_system import PredictiveSystem
from mlcore.pipeline.fitting.candidates import choose_candidates
from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.folds import Rows, usable_rows
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.schema import Schema

SCHEMA = school_schema()
TASK = SCHEMA.task("physics")
FIELDS = SCHEMA.inputs(TASK)
SMALL = {"n_estimators": 12, "iterations": 12, "depth": 3, "min_samples_leaf": 2}


def small(slug: str):
    estimator = choose_candidates([slug])[0].make(1)
    # AdaBoost and others reject settings that are not theirs.
    known = estimator.get_params() | ({"iterations": 0, "depth": 0} if slug == "catboost" else {})
    return estimator.set_params(**{name: value for name, value in SMALL.items() if name in known})


def folds_of(rows: int, parts: int = 5):
    positions = np.arange(rows)
    return [(positions[positions % parts != part], positions[positions % parts == part]) for part in range(parts)]


def rows_of(frame) -> Rows:
    return usable_rows(frame, SCHEMA, TASK)


def small_recipe(slug: str = "linear", engineered: bool = False) -> Recipe:
    candidate = choose_candidates([slug])[0]
    return Recipe(replace(candidate, make=lambda seed: small(slug), space={}), {"engineered": engineered}, 1)


def calibrated(frame, parts: int = 10, slug: str = "linear") -> PredictiveSystem:
    rows = rows_of(frame)
    return calibrate(rows, cross_fit(small_recipe(slug), rows, folds_of(len(rows), parts)))


def half_width(ranges: PredictiveSystem | HalfWidths, level: int, missing=(), value: float = 50.0) -> float:
    below, above = ranges.ends(frozenset(missing), value)[level]
    return (above - below) / 2


@cache
def ranges_of_school() -> PredictiveSystem:
    return calibrated(school_rows(150), parts=5)


@cache
def bundle_of(slug: str = "linear") -> Bundle:
    rows = rows_of(school_rows(150))
    fitted = small_recipe(slug, engineered=True).fit(rows)
    return Bundle(
        schema=SCHEMA,
        task=TASK,
        encoder=fitted.encoder,
        estimator=fitted.estimator,
        ranges=ranges_of_school(),
        background=cross_section(rows.inputs, fitted.predict(rows), size=20),
        passport=make_passport(fitted.estimator, rows=len(rows), candidate=slug),
    )


def clipping_bundle(slug: str = "linear") -> Bundle:
    """One whose target lies between 50 and 60, so that most values are clipped."""
    fields = [
        field | ({"minimum": 50, "maximum": 60} if field["slug"] == TASK.target else {})
        for field in SCHEMA.to_dict()["field"]
    ]
    return replace(bundle_of(slug), schema=Schema.from_dict(SCHEMA.to_dict() | {"field": fields}))


a_number = st.none() | st.floats(0, 100) | st.integers(0, 100).map(float)
a_row = st.fixed_dictionaries(
    {},
    optional={
        "track": st.sampled_from([None, "north", "south", "west", "east"]),
        "effort": st.sampled_from([None, "low", "middle", "high", "none at all"]),
        "logic": a_number,
        "music": a_number,
    },
)
some_rows = st.lists(a_row, min_size=1, max_size=40)
A_ROW = {"track": "north", "effort": "high", "logic": 70.0, "music": 64.0}
