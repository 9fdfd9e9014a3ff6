"""How far off a model is with each set of missing inputs: measured on rows that it had not seen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from mlcore.pipeline.calibration.blanking import NOTHING, Blanked, blank_each, gaps_of, share_of
from mlcore.pipeline.calibration.gaps import measured_sets, singles
from mlcore.pipeline.calibration.moving_together import moving_together
from mlcore.pipeline.calibration.yardsticks import CONSTANT, local_reaches
from mlcore.pipeline.distribution.by_set import BySet, GapRule
from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.pipeline.distribution.predictive_system import PredictiveSystem
from mlcore.pipeline.distribution.quantiles import conformal_quantile
from mlcore.pipeline.distribution.spread import Missing, Spread
from mlcore.pipeline.fitting.cross_fitting import CrossFit
from mlcore.pipeline.fitting.folds import Rows
from mlcore.pipeline.results.yardsticks import Yardstick
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.stats.estimates import wilson
from mlcore.pipeline.stats.gap_costs import gap_costs
from mlcore.pipeline.stepwise import Steps, finished

# Rows that have exactly the set in question can speak for it from so many on.
FEWEST_EXACT = 60
FEWEST_ALIKE = 100
# Predictions at which residuals are told apart, where they are.
PLACES = 11
# Spreads at which the rule knows its figures.
MOST_STEPS = 16


@dataclass(frozen=True)
class Measure:
    """At which predictions (a,) reaches are told, from which residuals; `unknown` stands where rows are too few."""

    at: Floats
    yardstick: Yardstick
    unknown: float

    def reaches(self, predicted: Floats, residuals: Floats) -> Floats:
        """Those at each of the predictions one after the other, (a * 98,)."""
        count = self.yardstick.count(len(residuals))
        return local_reaches(predicted, residuals, self.at, count, self.unknown).ravel()


def calibrate(rows: Rows, cross_fitted: CrossFit, yardstick: Yardstick = CONSTANT) -> PredictiveSystem:
    """Conformal predictive system from out-of-fold residuals (as in CV+; Barber et al. 2021, Vovk et al. 2017).

    A set of missing inputs is measured by blanking those inputs in the validation rows, whose predictions are
    clipped to the bounds of the target like served ones; rows that lack just these by themselves are among them, and
    speak alone where they differ.
    """
    return finished(calibrate_stepwise(rows, cross_fitted, yardstick))


def calibrate_stepwise(rows: Rows, cross_fitted: CrossFit, yardstick: Yardstick) -> Steps[PredictiveSystem]:
    """A step per set of missing inputs."""
    every = yield from blank_each(rows, cross_fitted, measured_sets(rows.fields, gaps_of(rows)))
    spread, measure = _spread(rows, cross_fitted, every), _measure(rows, cross_fitted, yardstick)
    apart = {missing for missing, blanked in every.items() if _stands_apart(blanked)}
    found = {missing: _reaches(one, spread, measure, alone=missing in apart) for missing, one in every.items()}
    rule = _rule(spread, {missing: figures for missing, figures in found.items() if missing not in apart})
    by_set = BySet(tuple(found), _kept(_never_narrower(found)), rule)
    system = PredictiveSystem(at=tuple(measure.at.tolist()), by_set=by_set, rows=len(rows), step=step_of(rows))
    return replace(system, between=moving_together(rows, cross_fitted, system))


def _measure(rows: Rows, cross_fitted: CrossFit, yardstick: Yardstick) -> Measure:
    low, high = rows.bounds
    shares = np.linspace(0, 1, PLACES) if yardstick.is_local else [0.5]
    return Measure(np.unique(np.quantile(cross_fitted.predicted, shares)), yardstick, high - low)


def step_of(rows: Rows) -> float:
    """As the schema says; else whole marks where all are whole."""
    told = rows.target if rows.supported is None else rows.target[~rows.supported]
    whole = 1.0 if (told == np.round(told)).all() else 0.0
    return rows.target_field.step or whole


def _spread(rows: Rows, cross_fitted: CrossFit, every: Mapping[Missing, Blanked]) -> Spread:
    slugs, share = tuple(field.slug for field in rows.fields), share_of(rows)
    some = np.concatenate([np.arange(len(at)) % share == 0 for _, at in cross_fitted.folds])
    as_they_are, without = every[NOTHING], [-every[one].residuals for one in singles(slugs)]
    known, added = gap_costs(-as_they_are.residuals[some], np.stack(without, axis=1), as_they_are.gaps[some])
    return Spread(slugs, known, tuple(map(tuple, added.tolist())))


def _stands_apart(blanked: Blanked) -> bool:
    """Whether the rows that lack just these inputs are off by clearly more or less than others without them."""
    errors, others = np.abs(blanked.residuals), ~blanked.others & ~blanked.exact
    if min(blanked.exact.sum(), others.sum()) < FEWEST_EXACT:
        return False
    halves = [conformal_quantile(errors[others], level) for level in LEVELS]
    inside = [wilson((errors[blanked.exact] <= half).astype(np.float64)) for half in halves]
    return any(not held.low <= level / 100 <= held.high for held, level in zip(inside, LEVELS, strict=True))


def _reaches(blanked: Blanked, spread: Spread, measure: Measure, *, alone: bool) -> Floats:
    predicted, residuals = blanked.predicted, blanked.residuals
    if alone:
        return measure.reaches(predicted[blanked.exact], residuals[blanked.exact])
    if blanked.exact.sum() >= FEWEST_EXACT or (~blanked.others).sum() >= min(FEWEST_ALIKE, len(residuals) / 2):
        return measure.reaches(predicted[~blanked.others], residuals[~blanked.others])
    # Rows that lack other inputs too are off by more: by as much as the spread says.
    return measure.reaches(predicted, residuals * _scales(blanked, spread))


def _scales(blanked: Blanked, spread: Spread) -> Floats:
    """Per row the spread of what was blanked to that of all that is missing in it."""
    lacking, which = np.unique(blanked.gaps, axis=0, return_inverse=True)
    slugs = np.array(spread.fields)
    spreads = np.array([spread.of(blanked.missing.union(slugs[gaps].tolist())) for gaps in lacking])
    scales: Floats = np.divide(spread.of(blanked.missing), spreads, out=np.ones_like(spreads), where=spreads > 0)
    return scales[which]


def _never_narrower(found: Mapping[Missing, Floats]) -> Floats:
    """Knowing less must not look like knowing better, which chance alone can bring about."""
    return np.stack([np.max([found[part] for part in found if part <= missing], axis=0) for missing in found])


def _rule(spread: Spread, found: Mapping[Missing, Floats]) -> GapRule:
    """Figures as they grow with the spread: isotonic regression on the sets that were measured (Barlow 1972)."""
    from sklearn.isotonic import isotonic_regression

    spreads, which, counts = np.unique(list(map(spread.of, found)), return_inverse=True, return_counts=True)
    sums = np.zeros((len(spreads), len(next(iter(found.values())))))
    np.add.at(sums, which, np.stack(list(found.values())))
    means = sums / counts[:, None]
    fitted = np.stack([isotonic_regression(column, sample_weight=counts) for column in means.T], axis=1)
    steps = np.unique(np.linspace(0, len(spreads) - 1, MOST_STEPS).round().astype(np.intp))
    return GapRule(spread, spreads[steps], _kept(fitted[steps]))


def _kept(figures: Floats) -> Floats:
    """To the digits that a bundle stores, so that it answers the same once it was stored."""
    return figures.astype(np.float32).astype(np.float64)
