"""Ranges that tell of chances and gaps, made without a training, and a live version that has them."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
from django.conf import settings
from factories import Slope, tiny_bundle

from mlcore.models import ModelVersion
from mlcore.pipeline.bundle.bundle import Bundle
from mlcore.pipeline.bundle.others import Other
from mlcore.pipeline.distribution.by_set import BySet, GapRule
from mlcore.pipeline.distribution.half_widths import HalfWidths
from mlcore.pipeline.distribution.predictive_system import PredictiveSystem
from mlcore.pipeline.distribution.quantiles import OUTWARD, PERCENTS
from mlcore.pipeline.distribution.spread import Spread
from mlcore.pipeline.schema import Schema

# The 80 % range reaches so far to each side where all is known.
KNOWN = 7.0


def told_ranges(costs: dict[str, int], rows: int = 200) -> PredictiveSystem:
    """Evenly spread residuals; per input how much larger their variance is without it (1: twice)."""
    slugs = tuple(costs)
    added = tuple(tuple(100 * costs[one] if one == other else 0 for other in slugs) for one in slugs)
    spread = Spread(slugs, 100, added)
    sets = (frozenset(), *(frozenset([slug]) for slug in slugs), frozenset(slugs))
    base = (np.array(PERCENTS) - 50) / 40 * OUTWARD * KNOWN
    figures = np.stack([base * spread.of(one) / 10 for one in sets])
    spreads, first = np.unique([spread.of(one) for one in sets], return_index=True)
    rule = GapRule(spread, spreads, figures[first])
    return PredictiveSystem(at=(50.0,), by_set=BySet(sets, figures, rule), rows=rows, step=1.0)


@lru_cache
def telling_bundle(schema: Schema, slug: str) -> Bundle:
    """The first input that is a number tells most: without it, the variance is five times as large."""
    bundle = tiny_bundle(schema, slug)
    first = next(field.slug for field in bundle.encoder.fields if field.is_number)
    costs = {field.slug: 4 if field.slug == first else int(field.is_number) for field in bundle.encoder.fields}
    return replace(bundle, ranges=told_ranges(costs))


def tells(version: ModelVersion) -> ModelVersion:
    """The same version with such a bundle."""
    return _with(version, telling_bundle(version.schema_version.schema, version.task.slug))


def tells_widths_only(version: ModelVersion) -> ModelVersion:
    """The same version with ranges as bundles up to format 2 have them."""
    bundle = tiny_bundle(version.schema_version.schema, version.task.slug)
    widths = {frozenset[str](): {80: 7.0, 90: 9.0}, frozenset(bundle.task.inputs): {80: 15.0, 90: 20.0}}
    return _with(version, replace(bundle, ranges=HalfWidths(widths, 200)))


def _with(version: ModelVersion, bundle: Bundle) -> ModelVersion:
    sha256, path = bundle.save(settings.BUNDLE_DIR)
    version.file, version.sha256 = path.name, sha256
    version.save()
    return version


def beside(version: ModelVersion, more: float) -> ModelVersion:
    """The same version, and beside it another model that says so many points more."""
    bundle = tiny_bundle(version.schema_version.schema, version.task.slug)
    estimator = Slope(bundle.estimator.middle + more)
    other = Other(candidate="other", label="Other", encoder=bundle.encoder, estimator=estimator)
    return _with(version, replace(bundle, others=(other,)))
