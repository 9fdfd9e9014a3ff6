"""How often a new model replaces a live one: useless ones never, equal and better ones nearly always. Made-up rows."""

import sys
from collections.abc import Callable

import numpy as np
import pandas as pd

from mlcore.pipeline.fitting.candidates import BASELINE
from mlcore.pipeline.fitting.folds import comparison_folds
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.fitting.validation import cross_validate
from mlcore.pipeline.results.scores import FoldScores
from mlcore.pipeline.schema import Schema
from mlcore.pipeline.training.selection import compare, difference
from mlcore.pipeline.training.side_by_side import beside_live

TRIALS = 20
NUMBERS = [
    {"slug": slug, "label": slug, "kind": "number", "minimum": 0, "maximum": 100} for slug in ("quiz", "oral", "final")
]
TASK = {"slug": "final", "label": "Final", "target": "final", "inputs": ["quiz", "oral"]}
SCHEMA = Schema.from_dict({"name": "school", "version": 1, "label": "School", "field": NUMBERS, "task": [TASK]})
RECIPE = Recipe.named("ridge", {"alpha": 1.0})

Random = np.random.Generator
Pair = tuple[pd.DataFrame, pd.DataFrame]


def rows(random: Random, number: int, *, chance: bool = False) -> pd.DataFrame:
    """R² of about 0.75 can be reached, or none."""
    quiz, oral = (random.normal(60, 15, number).clip(0, 100).round() for _ in range(2))
    final = 0.6 * quiz + 0.3 * oral + random.normal(5, 6, number)
    final = random.permutation(final) if chance else final
    return pd.DataFrame({"quiz": quiz, "oral": oral, "final": final.clip(0, 100).round(1)})


def completed(random: Random, live: int, more: int) -> Pair:
    first = rows(random, live)
    return first, pd.concat([first, rows(random, more)], ignore_index=True)


# What the live model learned from, and the new one.
PAIRS: dict[str, Callable[[Random], Pair]] = {
    "useless: 40 rows of chance": lambda random: (rows(random, 160), rows(random, 40, chance=True)),
    "useless: 160 rows of chance": lambda random: (rows(random, 160), rows(random, 160, chance=True)),
    "equal: 160 rows and 40 more": lambda random: completed(random, 160, 40),
    "equal: 160 rows of another year": lambda random: (rows(random, 160), rows(random, 160)),
    "better: 40 rows and 260 more": lambda random: completed(random, 40, 260),
    "better: 300 rows where 40 were": lambda random: (rows(random, 40), rows(random, 300)),
}


def scores(recipe: Recipe, study: Study) -> FoldScores:
    return cross_validate(recipe, study.rows, comparison_folds(study.rows, study.seed)).scores


def trial(live: pd.DataFrame, new: pd.DataFrame, seed: int) -> tuple[bool, bool]:
    """Whether the new one goes live: compared on the new rows alone, and beside the live one on rows of both."""
    study = Study.of(new, SCHEMA, SCHEMA.tasks[0], seed=seed)
    mine = scores(RECIPE, study)
    beats_the_mean = difference(mine, scores(Recipe(BASELINE, {}), study)).high < 0
    beside = beside_live(study, RECIPE, RECIPE, live, TASK["inputs"])
    return compare(mine, scores(RECIPE, study)).passes, beats_the_mean and beside.passes


def main() -> None:
    for name, pair in PAIRS.items():
        results = [trial(*pair(np.random.default_rng(seed)), seed) for seed in range(TRIALS)]
        alone, beside = (sum(passed) for passed in zip(*results, strict=True))
        sys.stdout.write(f"{name:34} goes live {beside:2} of {TRIALS} (on the new rows alone {alone:2})\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
