"""Effort follows the rows: each rule by which less is done of more rows is a line of one table.

`mlcore.words.training.effort` says them. Figures are of made-up rows like the exams, CPU of all processes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mlcore.pipeline.results.parts import InForce, RuleName

if TYPE_CHECKING:
    from mlcore.pipeline.rows.arrays import Codes


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Holds for more than `above` rows, of which no more are used where it samples; `measured` is what it costs in
    accuracy and saves in time. It says nothing more where the rule `unless` holds as well."""

    name: RuleName
    above: int
    unless: RuleName | None = None
    instead: str
    measured: str


RULES = (
    Rule(
        name="settings raced",
        above=500,
        instead="after the first tuning fold the worse two thirds of the settings are dropped",
        measured="exams, 1,000 rows, six candidates: the same settings, for 0.47 of the CPU of tuning",
    ),
    Rule(
        name="not repeated",
        above=500,
        unless="one repeat",
        instead="who is clearly behind linear regression after the first repeat is not compared again",
        measured="exams, 1,000 rows: winner, ties and interval as before; comparing the four behind 3.7 s, not 14",
    ),
    Rule(
        name="own rows once",
        above=500,
        unless="one repeat",
        instead="rows that were learned from are asked about in the first repeat only",
        measured="the gap is that of the first folds, on as many rows each; nothing is chosen by it",
    ),
    Rule(
        name="curve of the chosen",
        above=500,
        instead="a learning curve of the chosen model only",
        measured="no figure of the comparison changes; exams, 1,000 rows: 0.1 s instead of 5.9",
    ),
    Rule(
        name="two repeats",
        above=2_000,
        unless="one repeat",
        instead="two repeats of the folds instead of five",
        measured="by their formula, intervals are 1.2 times as wide as of five; comparing takes 0.4 of the time",
    ),
    Rule(
        name="own rows sampled",
        above=2_000,
        instead="of the rows that were learned from so many are asked about",
        measured="by its standard error, the gap is known to 0.003; 10,000 rows: neighbours take 1.6 s, not 5.4",
    ),
    Rule(
        name="one repeat",
        above=5_000,
        instead="one repeat of the folds",
        measured="10,000 rows: R2 within 0.001, its interval 0.019 wide instead of 0.009; 17 s instead of 117",
    ),
    Rule(
        name="settings on a sample",
        above=3_000,
        instead="settings are searched on so many rows, or a tenth of them",
        measured="10,000 rows: R2 of tuned boosting within 0.0005; with racing 35 s instead of 110",
    ),
    Rule(
        name="forest on a sample",
        above=5_000,
        instead="each tree of the forest learns from so many rows, drawn anew",
        measured="30,641 rows of exams: R2 0.867, on all rows 0.865; 100,000 rows: 11 s for five folds",
    ),
    Rule(
        name="AdaBoost on a sample",
        above=5_000,
        instead="AdaBoost learns from so many rows",
        measured="100,000 rows: R2 0.854, 10,000 rows: 0.855 and 0.857 on all; 5.5 s for five folds",
    ),
    Rule(
        name="neighbours on a sample",
        above=5_000,
        instead="k-nearest neighbours learn from so many rows",
        measured="10,000 rows: R2 0.833 instead of 0.842, with 15 neighbours; 7 s at 100,000 rows for five folds",
    ),
    Rule(
        name="others weighed on a sample",
        above=5_000,
        instead="whether those tied with the chosen one are small enough to be kept is told from so many rows",
        measured="nothing changes: models that are too large at first only grow; spares a fit of each to all rows",
    ),
    Rule(
        name="five parts for ranges",
        above=20_000,
        instead="ranges are measured on five folds instead of ten",
        measured="100,000 rows: coverage 0.800 and 0.900 as promised; half the fits of the winner",
    ),
    Rule(
        name="ranges checked on a sample",
        above=100_000,
        instead="ranges and chances are checked on so many rows",
        measured="a share of 0.9 is known to 0.002; spares 0.7 GB for each table of the reaches of 1,000,000 rows",
    ),
    Rule(
        name="compared on a sample",
        above=200_000,
        instead="candidates are tuned and compared on so many rows",
        measured="by its standard error, R2 of 0.87 is known to 0.001 then",
    ),
    Rule(
        name="boosting on a sample",
        above=200_000,
        instead="XGBoost and CatBoost learn from so many rows",
        measured="R2 of CatBoost 0.8693 at 100,000 rows, 0.8691 at 10,000: more rows hardly teach it more",
    ),
    Rule(
        name="neighbours step aside",
        above=5_000_000,
        instead="where rows compared on times inputs are more, k-nearest neighbours do not take part",
        measured="an answer takes 0.6 ms with 40 columns and 5.8 with 300: two minutes at this bound",
    ),
)
# What is done less of one candidate, and said beside it.
OF_ONE: tuple[RuleName, ...] = (
    "not repeated",
    "forest on a sample",
    "AdaBoost on a sample",
    "neighbours on a sample",
    "boosting on a sample",
    "neighbours step aside",
)


@dataclass(frozen=True)
class Effort:
    """From how many rows on each rule holds."""

    above: Mapping[RuleName, int]

    def lowered(self, **above: int) -> "Effort":
        """With other bounds, by the names of the rules with _ for each blank: on few rows all of them can be tried."""
        changed = {name.replace("_", " "): bound for name, bound in above.items()}
        return replace(self, above={name: changed.get(name, bound) for name, bound in self.above.items()})

    def holds(self, name: RuleName, rows: int) -> bool:
        return rows > self.above[name]

    def in_force(self, rows: int) -> tuple[InForce, ...]:
        """What is done less of all candidates, in the order of the table."""
        found = [rule for rule in RULES if rule.name not in OF_ONE and self.holds(rule.name, rows)]
        return tuple(
            InForce(rule.name, self.above[rule.name])
            for rule in found
            if rule.unless is None or not self.holds(rule.unless, rows)
        )

    def sampled(self, name: RuleName, rows: int, seed: int) -> "Codes | None":
        """Positions of the rows that are used, ascending; None where all are."""
        return drawn(rows, self.above[name], seed) if self.holds(name, rows) else None


def drawn(rows: int, most: int, seed: int) -> "Codes":
    """So many positions of `rows`, ascending, the same for the same seed."""
    import numpy as np

    return np.sort(np.random.default_rng(seed).choice(rows, most, replace=False))


EFFORT = Effort({rule.name: rule.above for rule in RULES})
