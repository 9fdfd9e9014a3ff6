"""What every candidate is measured on, and the parts of measuring one: each stands alone and may be done elsewhere."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mlcore.pipeline.fitting.candidates import Candidate
from mlcore.pipeline.fitting.folds import Fold, Rows, comparison_folds, tuning_folds
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.study import Split
from mlcore.pipeline.fitting.threads import one_thread
from mlcore.pipeline.fitting.tuning import Trial, tried_on
from mlcore.pipeline.fitting.validation import FoldResult, on_fold
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.stats.scores import Scores

# As quick as none, and on few rows of a school among the best.
REFERENCE = "linear"


@dataclass(frozen=True)
class Contest:
    """What every candidate is measured on. `reference` takes part and is quick: who is clearly behind it on the first
    folds is not compared on more; None where there is none."""

    split: Split
    seed: int
    reference: Candidate | None = None

    @classmethod
    def among(cls, candidates: Sequence[Candidate], split: Split, seed: int) -> "Contest":
        return cls(split, seed, next((one for one in candidates if one.slug == REFERENCE), None))

    # Made where they are needed, once in a process: sending them would cost more than the rows.
    @cached_property
    def tuning_folds(self) -> Sequence[Fold]:
        return tuning_folds(self.split.train, self.seed, self.split.effort)

    @cached_property
    def folds(self) -> Sequence[Fold]:
        return comparison_folds(self.split.rows, self.seed, self.split.effort)

    @cached_property
    def mixed(self) -> tuple[Rows, Sequence[Fold]]:
        """The rows without their groups, on folds that mix these."""
        rows = self.split.rows.without_groups()
        return rows, comparison_folds(rows, self.seed, self.split.effort)

    def __getstate__(self) -> dict[str, Any]:
        return {"split": self.split, "seed": self.seed, "reference": self.reference}


@dataclass(frozen=True)
class OnFold:
    """A recipe on one of the folds that compare; `own`: also on the rows that it learned from."""

    recipe: Recipe
    place: int
    own: bool = False


def on_comparison_fold(contest: Contest, asked: OnFold) -> FoldResult:
    with one_thread(asked.recipe.candidate):
        fold = contest.folds[asked.place]
        return on_fold(asked.recipe, contest.split.rows, fold, contest.split.effort, own=asked.own)


def on_mixed_fold(contest: Contest, asked: OnFold) -> FoldResult:
    rows, folds = contest.mixed
    with one_thread(asked.recipe.candidate):
        return on_fold(asked.recipe, rows, folds[asked.place], contest.split.effort, own=asked.own)


@dataclass(frozen=True)
class DoneTrial:
    """What each of its settings scored, and how long that took."""

    scores: list[Scores]
    seconds: float


def trial(contest: Contest, of: Trial) -> DoneTrial:
    with one_thread(of.candidate):
        begun = time.perf_counter()
        scores = tried_on(contest.split.train, contest.tuning_folds, of)
        return DoneTrial(scores, time.perf_counter() - begun)


def of_held_out(contest: Contest, recipe: Recipe) -> Floats:
    with one_thread(recipe.candidate):
        return recipe.fit(contest.split.train).predict(contest.split.held_out)
