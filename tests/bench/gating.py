"""How often a new model goes live by itself: degraded ones never, equal and better ones nearly always. Made-up rows.

gating.py [TRIALS]: of each kind so many seeded trials (20), in which one recipe learns, and the whole gate.
Beside what goes live stands what would on RMSE alone, and in how many trials each part of the gate refuses.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from mlcore.pipeline.calibration.yardsticks import choose_yardstick, cross_fitted_reaches, out_of_fold
from mlcore.pipeline.diagnosis.coverage import coverage
from mlcore.pipeline.diagnosis.diagnosis import audited_fields
from mlcore.pipeline.fitting.candidates import BASELINE
from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.folds import Rows, comparison_folds
from mlcore.pipeline.fitting.recipe import Fitted, Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.fitting.validation import cross_validate
from mlcore.pipeline.results.diagnosis import LevelCoverage
from mlcore.pipeline.results.gate.verdict import Verdict
from mlcore.pipeline.results.scores import FoldScores
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.schema import Schema
from mlcore.pipeline.training.selection import difference
from mlcore.pipeline.training.side_by_side import LearnedFrom, beside_live

TRIALS = 20
ALLOWED = 1.0
TRACKS, SHARES = ("north", "south", "west", "east"), (0.4, 0.3, 0.2, 0.1)
AHEAD = dict(zip(TRACKS, (0, 4, -4, 12), strict=True))
SLUGS = ("quiz", "oral", "essay", "lab", "final")
NUMBERS = [{"slug": slug, "label": slug, "kind": "number", "minimum": 0, "maximum": 100} for slug in SLUGS]
TRACK = {"slug": "track", "label": "Track", "kind": "category", "choices": list(TRACKS)}
CLASS = {"slug": "class", "label": "Class", "kind": "group"}
INPUTS = ["quiz", "oral", "essay", "lab", "track"]
TASK = {"slug": "final", "label": "Final", "target": "final", "inputs": INPUTS}

Random = np.random.Generator


def schema(*, in_classes: bool = False) -> Schema:
    content = {"name": "school", "version": 1, "label": "School", "field": [*NUMBERS, TRACK, CLASS], "task": [TASK]}
    return Schema.from_dict(content | ({"group": "class"} if in_classes else {}))


def rows(random: Random, number: int, *, year: str = "a", apart: float = 0.0) -> pd.DataFrame:
    """R² of about 0.75 can be reached; classes of 20 lie `apart` by so many points."""
    frame = pd.DataFrame({slug: random.normal(60, 15, number).clip(0, 100).round() for slug in SLUGS[:-1]})
    track, classes = random.choice(TRACKS, number, p=SHARES), np.arange(number) // 20
    known = 0.5 * frame["quiz"] + 0.2 * frame["oral"] + 0.1 * frame["essay"] + [AHEAD[one] for one in track]
    noise = random.normal(8, 6, number) + random.normal(0, apart, number)[classes]
    return frame.assign(
        track=track.astype(object), **{"class": [f"{year}{place}" for place in classes]}, final=_marks(known + noise)
    )


def _marks(scores: pd.Series) -> pd.Series:
    return scores.clip(0, 100).round(1)


@dataclass(frozen=True)
class Spoiled(Recipe):
    """Makes errors so many times as large in one group, and in all others."""

    times: float = 5.0
    elsewhere: float = 1.0

    def fit(self, rows: Rows) -> Fitted:
        fitted = super().fit(rows)
        return SpoiledFitted(fitted.encoder, fitted.estimator, self.times, self.elsewhere)


@dataclass(frozen=True)
class SpoiledFitted(Fitted):
    times: float
    elsewhere: float

    def predict(self, rows: Rows) -> Floats:
        off = super().predict(rows) - rows.target
        return rows.target + off * np.where(rows.inputs["track"] == "east", self.times, self.elsewhere)


@dataclass(frozen=True)
class Trial:
    """What both learned from, and how the new one was spoiled."""

    live: pd.DataFrame
    new: pd.DataFrame
    spoiled: tuple[float, float] | None = None
    in_classes: bool = False


def shuffled(random: Random, number: int) -> Trial:
    new = rows(random, number, year="b")
    return Trial(rows(random, 400), new.assign(final=random.permutation(new["final"])))


def partly_shuffled(random: Random, share: float, *, year: str = "a") -> Trial:
    """Of the same rows, or of those of another year."""
    live = rows(random, 400)
    new = live if year == "a" else rows(random, 400, year=year)
    mixed = new["final"].to_numpy().copy()
    chosen = random.random(len(new)) < share
    mixed[chosen] = random.permutation(mixed[chosen])
    return Trial(live, new.assign(final=mixed))


def harder(random: Random) -> Trial:
    new = rows(random, 400, year="b")
    return Trial(rows(random, 400), new.assign(final=_marks(new["final"] - 8)))


def asks_for_other_things(random: Random) -> Trial:
    new = rows(random, 400, year="b")
    return Trial(rows(random, 400), new.assign(final=_marks(new["final"] - 0.2 * new["quiz"] + 0.2 * new["oral"])))


def noisier(random: Random, times: float) -> Trial:
    new = rows(random, 400, year="b")
    more = random.normal(0, 6 * (times**2 - 1) ** 0.5, len(new))
    return Trial(rows(random, 400), new.assign(final=_marks(new["final"] + more)))


def dropped(random: Random, kept: int) -> Trial:
    frame = rows(random, 400)
    return Trial(frame, frame.sample(kept, random_state=int(random.integers(1_000))).reset_index(drop=True))


def dropped_group(random: Random) -> Trial:
    frame = rows(random, 400)
    return Trial(frame, frame[frame["track"] != "east"].reset_index(drop=True))


def spoiled(random: Random, times: float, elsewhere: float = 1.0) -> Trial:
    frame = rows(random, 400)
    return Trial(frame, frame, (times, elsewhere))


def another_year(random: Random, live: int, new: int, *, apart: float = 0.0) -> Trial:
    both = (rows(random, number, year=year, apart=apart) for number, year in ((live, "a"), (new, "b")))
    return Trial(*both, in_classes=apart > 0)


def more(random: Random, live: int, added: int) -> Trial:
    first = rows(random, live)
    return Trial(first, pd.concat([first, rows(random, added, year="b")], ignore_index=True))


TRIALS_OF: dict[str, Callable[[Random], Trial]] = {
    "degraded: 400 rows, target shuffled": lambda random: shuffled(random, 400),
    "degraded: 40 rows, target shuffled": lambda random: shuffled(random, 40),
    "degraded: target of half the rows shuffled": lambda random: partly_shuffled(random, 0.5),
    "degraded: another year, half of it shuffled": lambda random: partly_shuffled(random, 0.5, year="b"),
    "beyond it: target of a quarter shuffled": lambda random: partly_shuffled(random, 0.25),
    "beyond it: a year that leaves 1.3 times as much open": lambda random: noisier(random, 1.3),
    "degraded: 30 of 400 rows left": lambda random: dropped(random, 30),
    "degraded: no row of one group left": dropped_group,
    "degraded: one group five times worse": lambda random: spoiled(random, 5.0),
    "degraded: one group 1.7 times worse, others 0.88": lambda random: spoiled(random, 1.7, 0.88),
    "equal: the same 400 rows": lambda random: more(random, 400, 0),
    "equal: 400 rows and 100 more": lambda random: more(random, 400, 100),
    "equal: 400 rows of another year": lambda random: another_year(random, 400, 400),
    "equal: another year, the exam 8 points harder": harder,
    "equal: another year, the exam asks for other things": asks_for_other_things,
    "equal: another year, in classes 4 points apart": lambda random: another_year(random, 400, 400, apart=4.0),
    "better: 60 rows and 340 more": lambda random: more(random, 60, 340),
    "better: 400 rows where 60 were": lambda random: another_year(random, 60, 400),
    "better: errors 0.9 times as large": lambda random: spoiled(random, 0.9, 0.9),
}


def scores(recipe: Recipe, study: Study) -> FoldScores:
    return cross_validate(recipe, study.rows, comparison_folds(study.rows, study.seed)).scores


def ranges(recipe: Recipe, study: Study) -> tuple[LevelCoverage, ...]:
    told = out_of_fold(study.rows, cross_fit(recipe, study.rows))
    return coverage(told, cross_fitted_reaches(told, choose_yardstick(told).yardstick))


def verdict(trial: Trial, seed: int) -> Verdict:
    """As a training finds it beside a live model that learned with the same recipe."""
    study = Study.of(trial.new, (found := schema(in_classes=trial.in_classes)), found.tasks[0], seed=seed)
    live = Recipe.named("ridge", {"alpha": 1.0}, seed)
    new = Spoiled(live.candidate, live.params, seed, *trial.spoiled) if trial.spoiled else live
    compared = beside_live(study, new, live, LearnedFrom(trial.live, INPUTS)).by_group(audited_fields(study), ALLOWED)
    beats_the_mean = difference(scores(live, study), scores(Recipe(BASELINE, {}, seed), study)).high < 0
    return Verdict(live=1, comparison=compared, no_gain=not beats_the_mean, ranges=ranges(new, study))


def line(verdicts: list[Verdict]) -> str:
    compared = [one.comparison for one in verdicts if one.comparison]
    alone = sum(replace(one, groups=None, own_rows=None).passes for one in compared)
    less = sum(bool(one.own_rows and one.own_rows.tell_less) for one in compared)
    groups = sum(bool(one.groups and one.groups.worse) for one in compared)
    refused = f"no gain {sum(one.no_gain for one in verdicts)}, RMSE {len(compared) - alone}"
    bands = sum(bool(one.out_of_band) for one in verdicts)
    live = sum(one.passes for one in verdicts)
    refused += f", own rows {less}, groups {groups}, ranges {bands}"
    return f"goes live {live:2} of {len(verdicts)} (on RMSE alone {alone:2}; refused by {refused})"


def main() -> None:
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else TRIALS
    for name, made in TRIALS_OF.items():
        verdicts = [verdict(made(np.random.default_rng(seed)), seed) for seed in range(trials)]
        sys.stdout.write(f"{name:48} {line(verdicts)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
