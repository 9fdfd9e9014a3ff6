"""The nine regressors as rows of one table; the libraries are imported only where an estimator is made."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.fitting.effort import EFFORT
from mlcore.pipeline.messages import N_
from mlcore.pipeline.results.parts import InForce, RuleName

if TYPE_CHECKING:
    from mlcore.pipeline.rows.arrays import Floats

DEFAULT_SEED = 42


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One regressor and its search space; `simplicity` 1 is the easiest to explain to a person.

    Settings `at_most_rows` count rows, so there cannot be more than are learned from. Of more than `most_rows` it
    learns from so many, by its `rule` of effort; where the estimator draws them itself, anew for each of its trees, by
    the setting `drawn_by`. Where rows times inputs are more than `aside_above` it does not take part.
    """

    slug: str
    label: str
    simplicity: int
    make: Callable[[int], Any]
    space: Mapping[str, list[Any]]
    at_most_rows: tuple[str, ...] = ()
    rule: RuleName | None = None
    most_rows: int | None = None
    drawn_by: str = ""
    aside_above: int | None = None

    def samples(self, rows: int) -> bool:
        """Whether it learns from less than so many rows."""
        return self.most_rows is not None and rows > self.most_rows

    def effort(self, rows: int) -> tuple[InForce, ...]:
        """What it does less because it learns from so many rows."""
        if self.rule is None or self.most_rows is None or not self.samples(rows):
            return ()
        return (InForce(self.rule, self.most_rows),)

    def aside(self, cells: int) -> InForce | None:
        """Why it does not take part where rows times inputs are so many; None where it does."""
        if self.aside_above is None or cells <= self.aside_above:
            return None
        return InForce("neighbours step aside", self.aside_above)

    def build(self, params: Mapping[str, Any], seed: int, rows: int) -> Any:
        """An estimator that is about to learn from so many rows; every estimator runs on one thread."""
        estimator = self.make(seed).set_params(**{name: params[name] for name in self.space if name in params})
        given = estimator.get_params() if self.at_most_rows else {}
        drawn = {self.drawn_by: self.most_rows} if self.drawn_by and self.samples(rows) else {}
        return estimator.set_params(**drawn, **{name: min(given[name], rows) for name in self.at_most_rows})

    def fit(self, params: Mapping[str, Any], seed: int, columns: "Floats", target: "Floats") -> Any:
        """An estimator that learned from rows (n, columns); what all rows share is said for everybody, since some
        libraries refuse to learn it."""
        is_constant = target.min() == target.max()
        estimator = _mean(seed) if is_constant else self.build(params, seed, len(target))
        return estimator.fit(columns, target)


def _linear(seed: int) -> Any:
    from sklearn.linear_model import LinearRegression

    return LinearRegression()


def _ridge(seed: int) -> Any:
    from sklearn.linear_model import Ridge

    return Ridge()


def _lasso(seed: int) -> Any:
    from sklearn.linear_model import Lasso

    return Lasso(max_iter=10_000)


def _knn(seed: int) -> Any:
    from sklearn.neighbors import KNeighborsRegressor

    # A search by brute force rounds differently for other numbers of rows; a tree answers every row alone.
    return KNeighborsRegressor(algorithm="kd_tree", n_jobs=1)


def _tree(seed: int) -> Any:
    from sklearn.tree import DecisionTreeRegressor

    return DecisionTreeRegressor(random_state=seed)


def _forest(seed: int) -> Any:
    from sklearn.ensemble import RandomForestRegressor

    return RandomForestRegressor(n_estimators=100, n_jobs=1, random_state=seed)


def _adaboost(seed: int) -> Any:
    from sklearn.ensemble import AdaBoostRegressor
    from sklearn.tree import DecisionTreeRegressor

    return AdaBoostRegressor(DecisionTreeRegressor(), n_estimators=60, random_state=seed)


def _xgboost(seed: int) -> Any:
    from xgboost import XGBRegressor

    return XGBRegressor(n_estimators=400, n_jobs=1, random_state=seed)


def _catboost(seed: int) -> Any:
    from catboost import CatBoostRegressor

    # Without allow_writing_files=False every fit leaves a folder of logs where the command was started.
    return CatBoostRegressor(iterations=500, thread_count=1, verbose=False, allow_writing_files=False, random_seed=seed)


CANDIDATES = (
    Candidate(
        slug="linear",
        label="Linear regression",  # not for readers
        # Behind Ridge, which is as easy to explain and steadier where inputs say nearly the same.
        simplicity=2,
        make=_linear,
        space={},
    ),
    Candidate(
        slug="ridge",
        label="Ridge",  # not for readers
        simplicity=1,
        make=_ridge,
        space={"alpha": [0.1, 1.0, 3.0, 10.0, 30.0, 100.0]},
    ),
    Candidate(
        slug="lasso",
        label="Lasso",  # not for readers
        simplicity=3,
        make=_lasso,
        space={"alpha": [0.003, 0.01, 0.03, 0.1, 0.3, 1.0]},
    ),
    Candidate(
        slug="knn",
        label="K-nearest neighbours",  # not for readers
        simplicity=5,
        make=_knn,
        space={"n_neighbors": [5, 9, 15], "weights": ["uniform", "distance"], "p": [1, 2]},
        at_most_rows=("n_neighbors",),
        rule="neighbours on a sample",  # not for readers
        most_rows=EFFORT.above["neighbours on a sample"],
        aside_above=EFFORT.above["neighbours step aside"],
    ),
    Candidate(
        slug="tree",
        label="Decision tree",  # not for readers
        simplicity=4,
        make=_tree,
        space={"max_depth": [3, 4, 5, 6, 8], "min_samples_leaf": [5, 10, 20]},
    ),
    Candidate(
        slug="forest",
        label="Random forest",  # not for readers
        simplicity=6,
        make=_forest,
        space={"max_features": [0.5, 1.0], "min_samples_leaf": [2, 5, 10]},
        rule="forest on a sample",  # not for readers
        most_rows=EFFORT.above["forest on a sample"],
        drawn_by="max_samples",
    ),
    Candidate(
        slug="adaboost",
        label="AdaBoost",
        simplicity=7,
        make=_adaboost,
        space={"estimator__max_depth": [3, 5, 7], "learning_rate": [0.3, 1.0]},
        rule="AdaBoost on a sample",  # not for readers
        most_rows=EFFORT.above["AdaBoost on a sample"],
    ),
    Candidate(
        slug="xgboost",
        label="XGBoost",
        simplicity=8,
        make=_xgboost,
        space={"max_depth": [1, 2, 4], "learning_rate": [0.03, 0.1], "subsample": [0.5, 0.9]},
        rule="boosting on a sample",  # not for readers
        most_rows=EFFORT.above["boosting on a sample"],
    ),
    Candidate(
        slug="catboost",
        label="CatBoost",
        simplicity=9,
        make=_catboost,
        space={"depth": [2, 4, 6], "learning_rate": [0.03, 0.1]},
        rule="boosting on a sample",  # not for readers
        most_rows=EFFORT.above["boosting on a sample"],
    ),
)


def _mean(seed: int) -> Any:
    from sklearn.dummy import DummyRegressor

    return DummyRegressor()


# The figure that every candidate has to beat; it is never chosen.
BASELINE = Candidate(slug="mean", label=N_("Predict the mean"), simplicity=0, make=_mean, space={})


def choose_candidates(slugs: Sequence[str]) -> tuple[Candidate, ...]:
    """The named rows of the table, in its order; all of them where none is named. Raises TrainingError."""
    there_are = {candidate.slug for candidate in CANDIDATES}
    for slug in slugs:
        if slug not in there_are:
            told = N_("no candidate is called '%(slug)s'; there are: %(known)s")
            raise TrainingError(told, slug=slug, known=", ".join(sorted(there_are)))
    return tuple(candidate for candidate in CANDIDATES if not slugs or candidate.slug in slugs)
