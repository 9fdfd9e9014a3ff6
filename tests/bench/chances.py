"""Whether ranges hold and chances come true on rows that were set aside: `chances.py [FILE.csv TASK]`, 20 splits.

Without a file the bundled exams. Tells coverage and mean width of the 90 % range, and per score the Brier score and
the expected calibration error of the chance to reach it.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from mlcore.pipeline.calibration.calibrating import calibrate
from mlcore.pipeline.calibration.yardsticks import choose_yardstick, out_of_fold
from mlcore.pipeline.diagnosis.reliability import calibration_error
from mlcore.pipeline.distribution.distribution import Distribution
from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.folds import Rows, usable_rows
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.schema import Schema

HERE = Path(__file__).parents[2] / "mlcore"
SPLITS, SCORES = 20, (53, 60, 66, 79)
RIDGE = Recipe.named("ridge", {})


def main(path: str = str(HERE / "samples" / "exams.csv"), task: str = "math") -> None:
    schema = Schema.load(HERE / "schemas" / "exams.toml")
    frame = pd.read_csv(path).rename(columns=lambda header: getattr(schema.field_for_header(header), "slug", header))
    rows = usable_rows(frame, schema, schema.task(task))
    splits = [_split(rows, seed) for seed in range(SPLITS)]
    inside, widths = (np.concatenate([split[place] for split in splits]) for place in (0, 1))
    sys.stdout.write(
        f"{len(rows)} rows, {SPLITS} splits: the 90 % range held {inside.mean():.3f}, mean width {widths.mean():.1f}\n"
    )
    for place, score in enumerate(SCORES):
        chances, reached = (np.concatenate([split[at][place] for split in splits]) for at in (2, 3))
        brier = ((chances - reached) ** 2).mean()
        sys.stdout.write(f"{score:5}: Brier {brier:.4f}, calibration error {calibration_error(chances, reached):.4f}\n")


def _split(rows: Rows, seed: int) -> tuple[np.ndarray, np.ndarray, list[np.ndarray], list[np.ndarray]]:
    order = np.random.default_rng(seed).permutation(len(rows))
    learned, unseen = rows.take(order[len(rows) // 5 :]), rows.take(order[: len(rows) // 5])
    fitted, values = cross_fit(RIDGE, learned), RIDGE.fit(learned).predict(unseen)
    system = calibrate(learned, fitted, choose_yardstick(out_of_fold(learned, fitted)).yardstick)
    ends = np.array([system.ends(frozenset(), value)[90] for value in values])
    low, high = np.maximum(values + ends[:, 0], rows.bounds[0]), np.minimum(values + ends[:, 1], rows.bounds[1])
    each = [_distribution(system, value, rows.bounds) for value in values]
    chances = [np.array([one.chance_of(score) for one in each]) for score in SCORES]
    reached = [(unseen.target >= score).astype(float) for score in SCORES]
    return (low <= unseen.target) & (unseen.target <= high), high - low, chances, reached


def _distribution(system, value: float, bounds: tuple[float, float]) -> Distribution:
    return Distribution(quantiles=value + system.quantiles(frozenset(), value), bounds=bounds, step=system.step)


if __name__ == "__main__":
    main(*sys.argv[1:])
