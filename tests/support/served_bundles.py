"""Tiny bundles of real estimators over the made-up school, for the tests of encoding, serving and explaining."""

from dataclasses import replace
from functools import cache

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from training_rows import INPUTS, school_rows, school_schema

from mlcore.pipeline.bundle.bundle import Bundle, cross_section
from mlcore.pipeline.bundle.encoder import Encoder
from mlcore.pipeline.bundle.file import make_passport
from mlcore.pipeline.bundle.inference import predict_function
from mlcore.pipeline.bundle.ranges import Ranges
from mlcore.pipeline.fitting.candidates import choose_candidates
from mlcore.pipeline.schema import Schema

# No test may depend on how fast the machine is.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

SCHEMA = school_schema()
TASK = SCHEMA.task("physics")
FIELDS = SCHEMA.inputs(TASK)
BOUNDS = (0.0, 100.0)
SMALL = {"n_estimators": 12, "iterations": 12, "depth": 3, "min_samples_leaf": 2}


def small(slug: str):
    estimator = choose_candidates([slug])[0].make(1)
    # AdaBoost and others reject settings that are not theirs.
    known = estimator.get_params() | ({"iterations": 0, "depth": 0} if slug == "catboost" else {})
    return estimator.set_params(**{name: value for name, value in SMALL.items() if name in known})


def folds_of(rows: int, parts: int = 5):
    positions = np.arange(rows)
    return [(positions[positions % parts != part], positions[positions % parts == part]) for part in range(parts)]


def learner(inputs, target, slug="linear", engineered=False):
    def fit(positions):
        encoder = Encoder(FIELDS, engineered).fit(inputs.iloc[positions])
        estimator = small(slug).fit(encoder.transform(inputs.iloc[positions]), target[positions])
        predict = predict_function(estimator)
        return lambda frame: predict(encoder.transform(frame))

    return fit


@cache
def ranges_of_school() -> Ranges:
    frame = school_rows(150)
    inputs, target = frame[INPUTS], frame["physics"].to_numpy()
    return Ranges.calibrate(FIELDS, inputs, target, BOUNDS, folds_of(150), learner(inputs, target))


@cache
def bundle_of(slug: str = "linear") -> Bundle:
    frame = school_rows(150)
    inputs, target = frame[INPUTS], frame["physics"].to_numpy()
    encoder = Encoder(FIELDS, engineered=True).fit(inputs)
    columns = encoder.transform(inputs)
    estimator = small(slug).fit(columns, target)
    background = cross_section(inputs, estimator.predict(columns), size=20)
    passport = make_passport(estimator, rows=len(frame), candidate=slug)
    return Bundle(SCHEMA, TASK, encoder, estimator, ranges_of_school(), background, passport)


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
