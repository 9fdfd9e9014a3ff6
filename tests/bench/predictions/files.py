"""How long a file takes from the disk to the same file with predictions, and how much memory; in one of ten rows a
score is missing.

PYTHONPATH=. python tests/bench/predictions/files.py
"""

import json
import random
import resource
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

import mlcore
from mlcore.pipeline.library import training
from mlcore.pipeline.predicted_files.writing import predict_file
from mlcore.pipeline.schema import Schema

HOME = Path(mlcore.__file__).parent
SAMPLE, SCHEMA = HOME / "samples" / "exams.csv", HOME / "schemas" / "exams.toml"
SEED, TASK = 42, "math"


def main() -> None:
    """Print a line per number of rows; each is measured in a process of its own."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[200_000, 1_000_000])
    parser.add_argument("--measure", type=Path, help="which file, for the processes that measure")
    options = parser.parse_args()
    if options.measure:
        sys.stdout.write(json.dumps(_measured(options.measure)))
        return
    sys.stdout.write(f"{'rows':>10}{'wall':>10}{'CPU':>10}{'peak':>10}\n")
    for rows in options.rows:
        with TemporaryDirectory() as folder:
            wall, cpu, megabytes = _apart(_made(Path(folder) / "rows.csv", rows))
        sys.stdout.write(f"{rows:>10,}{wall:>8.1f} s{cpu:>8.1f} s{megabytes:>7.0f} MB\n")


def _made(path: Path, rows: int) -> Path:
    header, *lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    dice = random.Random(SEED)  # noqa: S311 - made-up rows, the same each time
    with path.open("w", encoding="utf-8") as file:
        file.write(f"number,{header}\n")
        for number in range(rows):
            line = dice.choice(lines)
            file.write(f"{number},{line if number % 10 else line.rpartition(',')[0] + ','}\n")
    return path


def _apart(path: Path) -> tuple[float, float, float]:
    command = [sys.executable, __file__, "--measure", str(path)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return told[0], told[1], told[2]


def _measured(path: Path) -> tuple[float, float, float]:
    """Seconds, and the peak of memory, libraries included."""
    schema = Schema.load(SCHEMA)
    trained = training.train(training.read(SAMPLE, schema), schema, TASK, candidates=["linear"])
    wall, cpu = time.monotonic(), time.process_time()
    predict_file(path, path.with_name("predicted.csv"), trained.bundle)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return time.monotonic() - wall, time.process_time() - cpu, peak


if __name__ == "__main__":
    main()
