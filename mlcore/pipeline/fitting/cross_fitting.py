"""A recipe fitted once per fold, so that every row has a prediction of a model that never saw it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mlcore.pipeline.fitting.folds import Fold, Rows, residual_folds
from mlcore.pipeline.fitting.recipe import AgainAndAgain, Fitted, Recipe
from mlcore.pipeline.fitting.threads import one_thread
from mlcore.pipeline.places.place import Each, in_turn
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.stepwise import Steps, finished


@dataclass(frozen=True)
class CrossFit:
    """Per fold of (train, validation) positions the model that learned; `predicted` (n,) is out of fold."""

    folds: Sequence[Fold]
    fitted: Sequence[Fitted]
    predicted: Floats

    def again_and_again(self, rows: Rows, share: int = 1) -> list[AgainAndAgain]:
        """Per fold its model and every `share`-th of the rows that it never saw."""
        pairs = zip(self.fitted, self.folds, strict=True)
        return [model.again_and_again(rows.take(validation[::share])) for model, (_, validation) in pairs]


def cross_fit(recipe: Recipe, rows: Rows, folds: Sequence[Fold] | None = None) -> CrossFit:
    """Ten fits where no folds are given, five of many rows; ranges, importance, coverage and errors by group are all
    read off them."""
    return finished(cross_fit_stepwise(recipe, rows, folds))


def cross_fit_stepwise(
    recipe: Recipe, rows: Rows, folds: Sequence[Fold] | None = None, each: Each = in_turn
) -> Steps[CrossFit]:
    """A step per fold."""
    folds = folds or residual_folds(rows, recipe.seed)
    fitted, predicted = [], np.empty(len(rows))
    asked = [(recipe, place) for place in range(len(folds))]
    for (_, validation), (model, said) in zip(folds, each(_on_fold, (rows, folds), asked), strict=True):
        fitted.append(model)
        predicted[validation] = said
        yield len(fitted), len(folds)
    return CrossFit(folds, fitted, predicted)


def _on_fold(of: tuple[Rows, Sequence[Fold]], asked: tuple[Recipe, int]) -> tuple[Fitted, Floats]:
    (rows, folds), (recipe, place) = of, asked
    train, validation = folds[place]
    with one_thread(recipe.candidate):
        fitted = recipe.fit(rows.take(train))
        return fitted, fitted.predict(rows.take(validation))
