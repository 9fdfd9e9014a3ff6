"""How closely columns go together, row by row or so many rows apart, as gains of log-likelihood."""

from typing import NamedTuple

import numpy as np

from mlcore.pipeline.rows.arrays import Codes, Floats, Numbers

# Keeps logarithms finite where a column is a copy of the other.
TINY = 1e-6
# The weakest connection between the scores of two terms that is usual; and of a column to what was known of it and to
# the other columns, where one or both tell it.
USUAL = 0.5
USUAL_TOGETHER = {1: USUAL, 2: 0.6}
# How many keep their choice from one term to the next, at least: where it can change within a year, and where not.
KEPT = {True: 0.65, False: 0.8}


def standard(values: Numbers) -> Floats:
    """Mean 0 and spread 1 over what is known, 0 where nothing is, shape (n,); all 0 where nothing varies."""
    known = ~np.isnan(values)
    if known.sum() < 2:
        return np.zeros(len(values))
    centred = np.where(known, values - values[known].mean(), 0.0)
    spread = float(np.sqrt((centred**2).sum() / known.sum()))
    return centred / spread if spread > TINY else np.zeros(len(values))


class Place(NamedTuple):
    """Where what belongs to a row stands: so many rows above (below where negative), from the row `start` on."""

    step: int
    start: int


STAYED = Place(0, 0)


def moved(values: np.ndarray, place: Place, nothing: float) -> np.ndarray:
    """What stands at that place of each row, `nothing` where there is no such row."""
    step, start = place
    found = np.full_like(values, nothing)
    if step > 0:
        found[step:] = values[:-step]
    elif step < 0:
        found[:step] = values[-step:]
    before = start if step else len(values)
    found[:before] = values[:before]
    return found


def residuals(values: Floats, told_by: Floats) -> Floats:
    """What is left of a standardised column (n,) beside the least squares line on others (n, k), each standardised.

    Only rows where anything tells it count: 0 stands for not known in both.
    """
    told = (values != 0) & (told_by != 0).any(axis=1)
    if told.sum() <= told_by.shape[1] + 1:
        return values
    others = told_by[told]
    weights = np.linalg.solve(others.T @ others + TINY * np.eye(others.shape[1]), others.T @ values[told])
    return np.where(told, values - told_by @ weights, values)


def gain(columns: Floats, left: Floats) -> float:
    """Of telling columns (n, p) together by normal regressions that leave so much (n, p), in units of log-likelihood.

    The determinants count what several columns have in common once (Anderson 2003, An introduction to multivariate
    statistical analysis, ch. 8).
    """
    n, p = columns.shape
    ridge = TINY * np.eye(p)
    before, after = (np.linalg.slogdet(table.T @ table / n + ridge)[1] for table in (columns, left))
    return float(n / 2 * (before - after))


def agreement_gain(now: Codes, before: Codes) -> float:
    """Of telling choices by the ones that stand beside them: how much oftener they agree than chance has it."""
    both = (now >= 0) & (before >= 0)
    n = int(both.sum())
    if n < 2:
        return 0.0
    agreed, chance = float((now == before)[both].mean()), _chance(now[both], before[both])
    if agreed <= chance or not 0 < chance < 1:
        return 0.0
    differ = (1 - agreed) * np.log((1 - agreed) / (1 - chance)) if agreed < 1 else 0.0
    return float(n * (agreed * np.log(agreed / chance) + differ))


def against(r: float, n: int, usual: float) -> float:
    """By how much no correlation tells n pairs that have r better than the usual one, in units of log-likelihood."""
    return float(n / 2 * np.log(1 - usual**2) + n * usual * (usual - r) / (1 - usual**2))


def choices_against(now: Codes, before: Codes, kept: float) -> float:
    """By how much chance tells choices better than that so many keep theirs, in units of log-likelihood."""
    both = (now >= 0) & (before >= 0)
    agreed = int((now == before)[both].sum())
    chance = _chance(now[both], before[both]) if both.any() else 1.0
    if chance >= kept:
        return 0.0
    differ = int(both.sum()) - agreed
    return float(agreed * np.log(chance / kept) + differ * np.log((1 - chance) / (1 - kept))) if chance else 0.0


def _chance(now: Codes, before: Codes) -> float:
    choices = int(max(now.max(), before.max())) + 1
    shares = [np.bincount(values, minlength=choices) / len(values) for values in (now, before)]
    return float(shares[0] @ shares[1])
