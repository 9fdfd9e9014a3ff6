"""A made-up school whose classes move together: of what the inputs leave open, a share goes with the class."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mlcore.pipeline.calibration.calibrating import calibrate
from mlcore.pipeline.calibration.yardsticks import choose_yardstick, out_of_fold
from mlcore.pipeline.distribution.distribution import Distribution
from mlcore.pipeline.distribution.predictive_system import PredictiveSystem
from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.folds import usable_rows
from mlcore.pipeline.fitting.recipe import Fitted, Recipe
from mlcore.pipeline.forecast.forecast import ClassForecast
from mlcore.pipeline.schema import Schema

LEFT_OPEN, PASS = 10.0, 50.0
NOBODY = frozenset[str]()
FIELDS = [
    {"slug": "form", "label": "Form", "kind": "group"},
    {"slug": "before", "label": "Score before", "kind": "number", "minimum": 0, "maximum": 100},
    {"slug": "now", "label": "Score now", "kind": "number", "minimum": 0, "maximum": 100},
]
TASK = {"slug": "now", "label": "Score now", "target": "now", "inputs": ["before"]}
SCHEMA = Schema.from_dict(
    {"name": "forms", "version": 1, "label": "Forms", "field": FIELDS, "task": [TASK], "group": "form"}
)


def school(sizes: np.ndarray, share: float, random: np.random.Generator) -> pd.DataFrame:
    """A row per student of classes of these sizes; `share` is what a class has in common of the variance left open."""
    form = np.repeat(np.arange(len(sizes)), sizes)
    before = random.normal(55, 12, len(form)).clip(0, 100).round()
    together = random.normal(0, 1, len(sizes))[form] * share**0.5
    own = random.normal(0, 1, len(form)) * (1 - share) ** 0.5
    now = (10 + 0.8 * before + LEFT_OPEN * (together + own)).round().clip(0, 100)
    return pd.DataFrame({"form": [f"form {number}" for number in form], "before": before, "now": now})


@dataclass(frozen=True)
class Learned:
    schema: Schema
    model: Fitted
    system: PredictiveSystem

    @property
    def likely(self) -> tuple[float, ...]:
        assert self.system.between
        return self.system.between.likely

    def students(self, frame: pd.DataFrame) -> list[Distribution]:
        """Of rows in their order."""
        rows = usable_rows(frame, self.schema, self.schema.tasks[0])
        return [
            Distribution(
                quantiles=value + self.system.quantiles(NOBODY, value), bounds=rows.bounds, step=self.system.step
            )
            for value in self.model.predict(rows).tolist()
        ]


def learned(frame: pd.DataFrame, schema: Schema = SCHEMA) -> Learned:
    rows, recipe = usable_rows(frame, schema, schema.tasks[0]), Recipe.named("linear", {})
    fitted = cross_fit(recipe, rows)
    yardstick = choose_yardstick(out_of_fold(rows, fitted)).yardstick
    return Learned(schema, recipe.fit(rows), calibrate(rows, fitted, yardstick))


def held(
    students: list[Distribution], results: np.ndarray, likely: tuple[float, ...], pass_at: float = PASS
) -> tuple[bool, bool]:
    """Whether the number that passed and the mean lay inside their intervals."""
    forecast = ClassForecast.of(students, likely)
    passes, mean = forecast.count(pass_at), forecast.mean
    passed = (results >= pass_at).sum()
    return bool(passes.low <= passed <= passes.high), bool(mean.low <= results.mean() <= mean.high)
