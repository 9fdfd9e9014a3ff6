"""Answered column by column, rows get the bits that they get one by one."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from served_bundles import FIELDS, bundle_of, clipping_bundle, some_rows

from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.pipeline.distribution.predictive_system import PredictiveSystem
from mlcore.pipeline.predicted_files.plain_rows import PlainRows


def varying():
    """A bundle whose ranges are wider for higher values."""
    bundle = bundle_of()
    by_set = bundle.ranges.by_set
    twice = replace(
        by_set,
        figures=np.concatenate([by_set.figures, 2 * by_set.figures], axis=1),
        rule=replace(by_set.rule, figures=np.concatenate([by_set.rule.figures, 2 * by_set.rule.figures], axis=1)),
    )
    ranges = PredictiveSystem(at=(50.0, 70.0), by_set=twice, rows=bundle.ranges.rows, step=bundle.ranges.step)
    return replace(bundle, ranges=ranges)


BUNDLES = {"constant": bundle_of(), "clipped": clipping_bundle(), "tree": bundle_of("tree"), "varying": varying()}


def columns_of(rows):
    return {
        field.slug: np.array([row.get(field.slug) for row in rows], dtype=np.float64 if field.is_number else object)
        for field in FIELDS
    }


@pytest.mark.parametrize("name", BUNDLES)
@given(rows=some_rows)
def test_figures_and_who_is_warned_of_are_those_of_one_by_one(name, rows):
    bundle, plain_rows, columns = BUNDLES[name], PlainRows(BUNDLES[name]), columns_of(rows)
    plain = plain_rows.which(columns)
    figures = plain_rows.figures(bundle.values_of_columns(columns))
    for row, is_plain, own in zip(rows, plain, figures.tolist(), strict=True):
        answer = bundle.predict(row)[0]
        assert is_plain == (not answer.warnings)
        if is_plain:
            assert own == [answer.value, *(end for level in LEVELS for end in answer.ranges[level])]
