"""A new model beside the live one on rows of both trainings: each is asked about rows that it did not learn from.

Folds are made of all rows together. In each of them both recipes are fitted to their own rows without the part that
validates, and predict that whole part.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.folds import Fold, Positions, Rows, comparison_folds, usable_rows
from mlcore.pipeline.fitting.keeping_together import joined
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.fitting.supported.offset import without_support
from mlcore.pipeline.fitting.threads import one_thread
from mlcore.pipeline.results.gate.comparison import ComparedOn, LiveComparison
from mlcore.pipeline.results.scores import FoldScores
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.schema import Field
from mlcore.pipeline.stats.scores import score
from mlcore.pipeline.training.group_losses import Errors, group_losses
from mlcore.pipeline.training.own_rows import own_rows
from mlcore.pipeline.training.selection import compare

Mask = NDArray[np.bool_]
Kind = Literal["same", "served", "new"]


@dataclass(frozen=True)
class Side:
    """One of both models: how it learned, from which of all rows (n,), and its inputs."""

    recipe: Recipe
    learned: Mask
    rows: Rows

    def part(self, train: Positions) -> Positions:
        return train[self.learned[train]]

    def predict(self, fold: Fold) -> Floats:
        """Of a model that learned from its own rows of a fold, for all rows that validate."""
        train, validation = fold
        with one_thread(self.recipe.candidate):
            return self.recipe.fit(self.rows.take(self.part(train))).predict(self.rows.take(validation))


@dataclass(frozen=True)
class Beside:
    """Both models compared on the same folds, and how far off each was in every row."""

    compared: LiveComparison
    errors: Errors

    def by_group(self, fields: Sequence[Field], allowed: float) -> LiveComparison:
        """The comparison, and in which groups of the fields the new model errs more than is `allowed`."""
        if self.compared.kind == "same":
            return self.compared
        return replace(self.compared, groups=group_losses(self.errors, fields, allowed))


@dataclass(frozen=True)
class Answers:
    """Of one model: its scores on every fold, and what it said of each row (n,) when it was first asked about it."""

    scores: FoldScores
    predicted: Floats


@dataclass(frozen=True)
class LearnedFrom:
    """The rows that a live recipe learned from, under the schema of the study, and the inputs of its question; `people`
    numbers them as `Study` does."""

    frame: pd.DataFrame
    inputs: Sequence[str]
    people: Positions | None = None
    supported: Mask | None = None


def beside_live(study: Study, new: Recipe, live: Recipe, its: LearnedFrom) -> Beside:
    """Raises TrainingError, and what the libraries of both raise."""
    frame, of_new, of_live = united(study.frame, its.frame)
    people = people_of(study.frame, its.frame, study.people, its.people)
    supported = supported_of(study.frame, its.frame, study.supported, its.supported)
    asked = _asked_about(frame, study, supported if study.offset is None else None)
    frame = frame.iloc[asked].reset_index(drop=True)
    rows = usable_rows(frame, study.schema, study.task, None if people is None else people[asked])
    if supported is not None and study.offset is not None:
        rows = without_support(rows, supported[asked], study.offset)
    sides = Side(new, of_new[asked], rows), Side(live, of_live[asked], _asked(rows, frame, its.inputs, study))
    folds = _folds(rows, sides, study)
    answers, live_answers = (_answers(side, folds, sides) for side in sides)
    on = ComparedOn(
        kind="both", rows=len(rows), live_rows=int(sides[1].learned.sum()), new_rows=int(sides[0].learned.sum())
    )
    errors = _errors(frame, rows, answers.predicted, live_answers.predicted)
    told = own_rows(errors.new, errors.live, sides[0].learned, sides[1].learned)
    return Beside(replace(compare(answers.scores, live_answers.scores), on=on, own_rows=told), errors)


def _asked_about(frame: pd.DataFrame, study: Study, left_out: Mask | None) -> Positions:
    """Rows whose result is known; of very many as many as `train` compares candidates on. `left_out` are results with
    support of which no offset is known."""
    there = frame[study.task.target].notna().to_numpy()
    known = np.flatnonzero(there if left_out is None else there & ~left_out)
    some = study.effort.sampled("compared on a sample", len(known), study.seed)
    return known if some is None else known[some]


def on_new_rows(study: Study, new: Recipe, scores: FoldScores, live: Answers, kind: Kind) -> Beside:
    """On the rows of a study alone; `scores` are those of the new recipe on the folds that `train` compares on."""
    rows = len(study.split.rows)
    on = ComparedOn(kind=kind, rows=rows, live_rows=rows if kind == "same" else 0, new_rows=rows)
    compared = replace(compare(scores, live.scores), on=on)
    predicted = live.predicted if compared.kind == "same" else _out_of_fold(study, new)
    frame = study.those_compared(study.known_rows).reset_index(drop=True)
    return Beside(compared, _errors(frame, study.split.rows, predicted, live.predicted))


def refitted_answers(study: Study, recipe: Recipe) -> Answers:
    """Of a recipe that learns from the rows of a study, on the folds that `train` compares on."""
    side = _alone(study, recipe)
    return _answers(side, comparison_folds(side.rows, study.seed, study.effort), [side])


def served_answers(study: Study, served: Floats) -> Answers:
    """Those (n,) that a live model gives for the rows of a study, scored on the folds that `train` compares on."""
    rows, asked = study.split.rows, study.those_compared(served)
    folds = comparison_folds(rows, study.seed, study.effort)
    rmse = [score(rows.target[validation], asked[validation]).rmse for _, validation in folds]
    return Answers({"rmse": rmse, "ratio": [len(validation) / len(train) for train, validation in folds]}, asked)


def _alone(study: Study, recipe: Recipe) -> Side:
    rows = study.split.rows
    return Side(recipe, np.ones(len(rows), dtype=np.bool_), rows)


def _out_of_fold(study: Study, recipe: Recipe) -> Floats:
    """What it says of each row, from the first folds that ask about all of them."""
    rows = study.split.rows
    folds = comparison_folds(rows, study.seed, study.effort)
    asked = np.cumsum([len(validation) for _, validation in folds])
    return cross_fit(recipe, rows, folds[: int(np.searchsorted(asked, len(rows))) + 1]).predicted


def _errors(frame: pd.DataFrame, rows: Rows, new: Floats, live: Floats) -> Errors:
    return Errors(frame, np.abs(new - rows.target), np.abs(live - rows.target))


def united(new: pd.DataFrame, live: pd.DataFrame) -> tuple[pd.DataFrame, Mask, Mask]:
    """All rows of both frames, which have the same columns, and which of them each has; equal rows in both are one."""
    together, first, keys = _side_by_side(new, live)
    in_live = np.where(first, keys.isin(keys[~first]), True)
    kept = first | ~keys.isin(keys[first])
    return together[kept].reset_index(drop=True), first[kept], in_live[kept]


def people_of(
    new: pd.DataFrame, live: pd.DataFrame, of_new: Positions | None, of_live: Positions | None
) -> Positions | None:
    """Of the rows that `united` gives: one person's are those of either frame, and a row of both ties them."""
    if of_new is None and of_live is None:
        return None
    _, first, keys = _side_by_side(new, live)
    sides = (np.arange(len(frame)) if people is None else people for frame, people in ((new, of_new), (live, of_live)))
    one, other = sides
    everybody = joined(np.concatenate([one, len(new) + other]), pd.factorize(keys)[0])
    assert everybody is not None, "both were given"  # not for readers
    return everybody[first | ~keys.isin(keys[first])]


def supported_of(new: pd.DataFrame, live: pd.DataFrame, of_new: Mask | None, of_live: Mask | None) -> Mask | None:
    """Of the rows that `united` gives, those marked; one that both have is marked as in the new frame."""
    if of_new is None and of_live is None:
        return None
    _, first, keys = _side_by_side(new, live)
    sides = (np.zeros(len(frame), np.bool_) if of is None else of for frame, of in ((new, of_new), (live, of_live)))
    return np.concatenate(list(sides))[first | ~keys.isin(keys[first])]


def _side_by_side(new: pd.DataFrame, live: pd.DataFrame) -> tuple[pd.DataFrame, Mask, pd.MultiIndex]:
    """All rows of both, which are of the first, and a key that equal rows share."""
    together = pd.concat([new, live], ignore_index=True)
    hashed = pd.util.hash_pandas_object(together, index=False)
    first = np.arange(len(together)) < len(new)
    # The second of two copies in one frame is the second of two in the other.
    times = pd.Series(hashed).groupby([hashed, first]).cumcount()
    return together, first, pd.MultiIndex.from_arrays([hashed, times])


def _asked(rows: Rows, frame: pd.DataFrame, inputs: Sequence[str], study: Study) -> Rows:
    """The same rows with the inputs of another question."""
    fields = tuple(field for field in study.schema.fields if field.slug in inputs)
    return replace(rows, fields=fields, inputs=frame[[field.slug for field in fields]].reset_index(drop=True))


def _folds(rows: Rows, sides: Sequence[Side], study: Study) -> list[Fold]:
    """With groups kept together where that leaves both enough to learn from."""
    for asked in (rows, rows.without_groups()):
        folds = comparison_folds(asked, study.seed, study.effort)
        if all(len(side.part(train)) >= side.learned.sum() / 2 for side in sides for train, _ in folds):
            break
    return folds


def _answers(side: Side, folds: Sequence[Fold], sides: Sequence[Side]) -> Answers:
    rmse, predicted = [], np.full(len(side.rows), np.nan)
    for fold in folds:
        asked, said = fold[1], side.predict(fold)
        rmse.append(score(side.rows.target[asked], said).rmse)
        predicted[asked] = np.where(np.isnan(predicted[asked]), said, predicted[asked])
    ratios = [len(validation) / min(len(one.part(train)) for one in sides) for train, validation in folds]
    return Answers({"rmse": rmse, "ratio": ratios}, predicted)
