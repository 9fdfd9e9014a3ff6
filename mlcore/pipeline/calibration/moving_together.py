"""How far students of one group are off together, on the scale on which a forecast adds them up."""

import numpy as np
from scipy.special import ndtri

from mlcore.pipeline.calibration.blanking import gaps_of
from mlcore.pipeline.distribution.distribution import BEYOND, Distribution
from mlcore.pipeline.distribution.predictive_system import PredictiveSystem
from mlcore.pipeline.distribution.spread import Missing
from mlcore.pipeline.fitting.cross_fitting import CrossFit
from mlcore.pipeline.fitting.folds import Rows
from mlcore.pipeline.results.between import Between
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.stats.between_share import between_share


def moving_together(rows: Rows, cross_fitted: CrossFit, system: PredictiveSystem) -> Between | None:
    """None where the rows name no groups, or too few. Folds keep groups apart, so that what a model leaves open of a
    group is what it would leave open of a new one.
    """
    if rows.groups is None:
        return None
    return between_share(normal_scores(rows, cross_fitted, system), rows.groups)


def normal_scores(rows: Rows, cross_fitted: CrossFit, system: PredictiveSystem) -> Floats:
    """Per row (n,) where its result lies in its own distribution, as the standard normal value that lies there, so that
    a student whose result is hard to tell counts like any other. No further out than a distribution tells.
    """
    slugs = np.array([field.slug for field in rows.fields])
    missing = [frozenset(slugs[gaps].tolist()) for gaps in gaps_of(rows)]
    figures = zip(missing, cross_fitted.predicted.tolist(), rows.target.tolist(), strict=True)
    shares = [_share_below(system, lacking, value, result, rows.bounds) for lacking, value, result in figures]
    found: Floats = ndtri(np.clip(shares, BEYOND, 1 - BEYOND))
    return found


def _share_below(
    system: PredictiveSystem, missing: Missing, value: float, result: float, bounds: tuple[float, float]
) -> float:
    quantiles = value + system.quantiles(missing, value)
    return Distribution(quantiles=quantiles, bounds=bounds, step=system.step).share_below(result)
