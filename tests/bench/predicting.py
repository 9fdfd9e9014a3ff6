"""How long predicting takes: the bundle beside a scikit-learn Pipeline on a DataFrame, in one run, as ratios."""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import mlcore
from mlcore.pipeline.bundle.bundle import Bundle
from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.fitting.candidates import CANDIDATES, Candidate
from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.folds import Rows
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.schema import Schema
from mlcore.pipeline.training.making_bundle import make_bundle

SHIPPED = Path(mlcore.__file__).parent
SCORES = (40, 50, 60, 70, 80)
MANY = 100_000
SEED = 42


def main() -> None:
    """Print a line per candidate; all times are CPU time of one thread."""
    options = _options()
    schema = Schema.load(options.schema)
    task = schema.task(options.task or schema.tasks[0].slug)
    study = Study.of(_read(options.data, schema), schema, task, seed=SEED)
    _write(
        f"{task.label}, {len(study.rows)} rows of {options.data.name}; a row as a dict in, value, ranges, warnings out"
    )
    _write(f"{'':24}{'bundle':>10}{'pipeline':>10}{'ratio':>8}{'explain':>10}{'bundle':>12}{'pipeline':>10}")
    _write(f"{'':24}{'1 row µs':>10}{'1 row µs':>10}{'':>8}{'1 row ms':>10}{f'{MANY} s':>12}{f'{MANY} s':>10}")
    for candidate in CANDIDATES:
        _write(_line(candidate, study))


def _options() -> Any:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--schema", type=Path, default=SHIPPED / "schemas" / "exams.toml")
    parser.add_argument("--task", help="the first of the schema where none is named")
    parser.add_argument("--data", type=Path, default=SHIPPED / "samples" / "exams.csv")
    return parser.parse_args()


def _read(path: Path, schema: Schema) -> pd.DataFrame:
    frame = pd.read_csv(path, keep_default_na=False)
    fields = {header: schema.field_for_header(header) for header in frame.columns}
    return pd.DataFrame(
        {
            field.slug: [field.clean(cell) for cell in frame[header].tolist()]
            for header, field in fields.items()
            if field
        }
    )


def _line(candidate: Candidate, study: Study) -> str:
    bundle = _bundle(candidate, study)
    rows: list[Any] = study.rows.inputs.to_dict("records")
    pipeline = _pipeline(candidate, study.rows).fit(study.rows.inputs, study.rows.target)
    ours = _per_row(lambda row: _with_chances(bundle, row), rows)
    theirs = _per_row(lambda row: pipeline.predict(pd.DataFrame([row])), rows[:200])
    explain = _per_row(bundle.explain, rows[:5])
    many = (rows * -(-MANY // len(rows)))[:MANY]
    ours_many = _seconds(lambda: bundle.predict(many))
    theirs_many = _seconds(lambda: pipeline.predict(pd.DataFrame(many)))
    return (
        f"{candidate.label:24}{ours * 1e6:10.0f}{theirs * 1e6:10.0f}{theirs / ours:7.0f}x{explain * 1e3:10.1f}"
        f"{ours_many:12.2f}{theirs_many:10.2f}"
    )


def _with_chances(bundle: Bundle, row: Any) -> list[float]:
    """One prediction with its ranges and the chances of five scores."""
    (answer,) = bundle.predict([row])
    found = bundle.distribution(row, answer.value)
    return [found.chance_of(score) for score in SCORES] if found else []


def _bundle(candidate: Candidate, study: Study) -> Bundle:
    recipe, everything = Recipe(candidate, _params(candidate), SEED), np.arange(len(study.rows))
    # One split is enough here: the time of an answer does not depend on how wide its range is.
    return make_bundle(study, recipe, cross_fit(recipe, study.rows, [(everything, everything)]))


def _params(candidate: Candidate) -> dict[str, Any]:
    """The middle of its search space, so of a size that training might choose."""
    return {name: values[len(values) // 2] for name, values in candidate.space.items()}


def _pipeline(candidate: Candidate, rows: Rows) -> Any:
    """What most notebooks would serve: imputing, scaling and one-hot encoding by column."""
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    numbers = [field.slug for field in rows.fields if field.is_number]
    choices = [field.slug for field in rows.fields if not field.is_number]
    columns = ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
            ("choices", OneHotEncoder(handle_unknown="ignore", sparse_output=False), choices),
        ]
    )
    return make_pipeline(columns, candidate.build(_params(candidate), SEED, len(rows)))


def _per_row(ask: Callable[[Any], object], rows: Sequence[Any]) -> float:
    """CPU seconds per row; the fastest of three rounds, since others may use the machine too."""
    ask(rows[0])
    return min(_round(ask, rows) for _ in range(3)) / len(rows)


def _round(ask: Callable[[Any], object], rows: Sequence[Any]) -> float:
    begun = time.process_time()
    for row in rows:
        ask(row)
    return time.process_time() - begun


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        main()
    except (PipelineError, OSError) as error:
        sys.exit(str(error))
