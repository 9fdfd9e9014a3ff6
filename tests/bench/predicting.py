"""How long predicting takes: the bundle beside a scikit-learn Pipeline on a DataFrame, in one run, as ratios."""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from mlcore.pipeline.bundle.bundle import Bundle, cross_section
from mlcore.pipeline.bundle.encoder import Encoder
from mlcore.pipeline.bundle.file import make_passport
from mlcore.pipeline.bundle.inference import predict_function
from mlcore.pipeline.bundle.ranges import Ranges
from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.fitting.candidates import CANDIDATES, Candidate
from mlcore.pipeline.schema import Field, Question, Schema

HERE = Path(__file__).parent
MANY = 100_000
SEED = 42


def main() -> None:
    """Print a line per candidate; all times are CPU time of one thread."""
    options = _options()
    schema = Schema.load(options.schema)
    task = schema.task(options.task or schema.tasks[0].slug)
    frame = _read(options.data, schema)
    _write(f"{task.label}: {len(frame)} rows of {options.data.name}; one row as a dict in, value, ranges, warnings out")
    _write(f"{'':24}{'bundle':>10}{'pipeline':>10}{'ratio':>8}{'explain':>10}{'bundle':>12}{'pipeline':>10}")
    _write(f"{'':24}{'1 row µs':>10}{'1 row µs':>10}{'':>8}{'1 row ms':>10}{f'{MANY} s':>12}{f'{MANY} s':>10}")
    for candidate in CANDIDATES:
        _write(_line(candidate, schema, task, frame))


def _options() -> Any:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--schema", type=Path, default=HERE / "schemas" / "exams.toml")
    parser.add_argument("--task", help="the first of the schema where none is named")
    parser.add_argument("--data", type=Path, default=HERE / "samples" / "exams.csv")
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


def _line(candidate: Candidate, schema: Schema, task: Question, frame: pd.DataFrame) -> str:
    fields, target = schema.inputs(task), frame[task.target].to_numpy()
    inputs = frame[[field.slug for field in fields]]
    bundle = _bundle(candidate, schema, task, inputs, target)
    pipeline = _pipeline(candidate, fields).fit(inputs, target)
    rows: list[Any] = inputs.to_dict("records")
    ours = _per_row(lambda row: bundle.predict([row]), rows)
    theirs = _per_row(lambda row: pipeline.predict(pd.DataFrame([row])), rows[:200])
    explain = _per_row(bundle.explain, rows[:5])
    many = (rows * -(-MANY // len(rows)))[:MANY]
    ours_many = _seconds(lambda: bundle.predict(many))
    theirs_many = _seconds(lambda: pipeline.predict(pd.DataFrame(many)))
    return (
        f"{candidate.label:24}{ours * 1e6:10.0f}{theirs * 1e6:10.0f}{theirs / ours:7.0f}x{explain * 1e3:10.1f}"
        f"{ours_many:12.2f}{theirs_many:10.2f}"
    )


def _bundle(candidate: Candidate, schema: Schema, task: Question, inputs: pd.DataFrame, target: Any) -> Bundle:
    fields = schema.inputs(task)
    encoder = Encoder(fields).fit(inputs)
    encoded = encoder.transform(inputs)
    estimator = _estimator(candidate).fit(encoded, target)
    predict = predict_function(estimator)
    everything = np.arange(len(target))
    # One split is enough here: the time of an answer does not depend on how wide its range is.
    ranges = Ranges.calibrate(
        fields,
        inputs,
        target,
        (0.0, 100.0),
        [(everything, everything)],
        lambda _: lambda rows: predict(encoder.transform(rows)),
    )
    background = cross_section(inputs, predict(encoded))
    return Bundle(schema, task, encoder, estimator, ranges, background, make_passport(estimator))


def _estimator(candidate: Candidate) -> Any:
    """With the middle of its search space, so of a size that training might choose."""
    return candidate.build({name: values[len(values) // 2] for name, values in candidate.space.items()}, SEED)


def _pipeline(candidate: Candidate, fields: Sequence[Field]) -> Any:
    """What most notebooks would serve: imputing, scaling and one-hot encoding by column."""
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    numbers = [field.slug for field in fields if field.is_number]
    choices = [field.slug for field in fields if not field.is_number]
    columns = ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
            ("choices", OneHotEncoder(handle_unknown="ignore", sparse_output=False), choices),
        ]
    )
    return make_pipeline(columns, _estimator(candidate))


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
