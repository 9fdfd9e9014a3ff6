"""Models that are as good as the winner: kept beside it where they are small, and differ where it errs."""

import pickle
from collections.abc import Sequence
from functools import partial

import numpy as np

from mlcore.pipeline.bundle.others import Other
from mlcore.pipeline.fitting.cross_fitting import CrossFit, cross_fit_stepwise
from mlcore.pipeline.fitting.effort import EFFORT, Effort
from mlcore.pipeline.fitting.folds import Rows
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.threads import one_thread
from mlcore.pipeline.results.choice import SecondOpinion
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.stats.scores import score
from mlcore.pipeline.stepwise import Steps, told

# Of a fitted estimator, in bytes: linear ones take less than a thousand, and a bundle is read by every process.
LARGEST = 64_000
FEWEST_ROWS = 100
# Of the rows, those on which models differ most; and how many times as far the winner must be off on them.
FURTHEST, TELLING = 0.1, 1.15

Asked = tuple[SecondOpinion | None, tuple[Other, ...]]


def second_opinion(rows: Rows, cross_fitted: CrossFit, tied: Sequence[Recipe], effort: Effort = EFFORT) -> Steps[Asked]:
    """`cross_fitted` is the winner on its folds of the rows, `tied` are the recipes of the others; None where there are
    none. A step a fold."""
    labels = tuple(recipe.candidate.label for recipe in tied)
    if not tied:
        return None, ()
    if len(rows) < FEWEST_ROWS:
        return SecondOpinion(kind="too few", labels=labels), ()
    some = effort.sampled("others weighed on a sample", len(rows), tied[0].seed)
    light = [recipe for recipe in tied if some is None or _size(_fitted(recipe, rows.take(some))) <= LARGEST]
    small = [(recipe, other) for recipe in light if _size(other := _fitted(recipe, rows)) <= LARGEST]
    if not small:
        return SecondOpinion(kind="too large", labels=labels), ()
    predicted = yield from _out_of_fold(rows, cross_fitted, [recipe for recipe, _ in small])
    others = tuple(other for _, other in small)
    found = _judged(rows.target, predicted, tuple(other.label for other in others))
    return found, others if found.kind == "kept" else ()


def _fitted(recipe: Recipe, rows: Rows) -> Other:
    with one_thread(recipe.candidate):
        fitted = recipe.fit(rows)
    return Other(
        candidate=recipe.candidate.slug,
        label=recipe.candidate.label,
        encoder=fitted.encoder,
        estimator=fitted.estimator,
    )


def _size(other: Other) -> int:
    return len(pickle.dumps(other.estimator))


def _out_of_fold(rows: Rows, cross_fitted: CrossFit, recipes: Sequence[Recipe]) -> Steps[Floats]:
    """Of the winner and each other on the same folds, (1 + m, n)."""
    predicted, folds = [cross_fitted.predicted], cross_fitted.folds
    for place, recipe in enumerate(recipes):
        so_far = partial(_so_far, place * len(folds), len(recipes) * len(folds))
        with one_thread(recipe.candidate):
            crossed = yield from told(cross_fit_stepwise(recipe, rows, folds), so_far)
        predicted.append(crossed.predicted)
    return np.stack(predicted)


def _so_far(before: int, total: int, step: tuple[int, int]) -> tuple[int, int]:
    return before + step[0], total


def _judged(actual: Floats, predicted: Floats, labels: tuple[str, ...]) -> SecondOpinion:
    """Where `predicted` (m, n) differ most, the first of them must be off by more than elsewhere."""
    spread = predicted.max(axis=0) - predicted.min(axis=0)
    order = np.argsort(-spread, kind="stable")
    most, others = np.split(order, [round(FURTHEST * len(order))])
    furthest, rest = (score(actual[part], predicted[0][part]).rmse for part in (most, others))
    apart = float(spread[most].min())
    return SecondOpinion(
        kind="kept" if apart > 0 and furthest >= TELLING * rest else "not telling",  # not for readers
        labels=labels,
        apart=apart,
        furthest=furthest,
        rest=rest,
    )
