"""How long a file takes from the disk to rows that can be stored, and how much memory, beside `pandas.read_csv`."""

import json
import random
import resource
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

import mlcore
from mlcore.pipeline.files.checking import pack_file
from mlcore.pipeline.schema import Schema

HOME = Path(mlcore.__file__).parent
SAMPLE = HOME / "samples" / "exams.csv"
SCHEMA = HOME / "schemas" / "exams.toml"
SEED = 42


def main() -> None:
    """Print a line per number of rows; each is measured in a process of its own."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[200_000, 1_000_000])
    parser.add_argument("--measure", nargs=2, help="how and which file, for the processes that measure")
    options = parser.parse_args()
    if options.measure:
        _write(json.dumps(_measured(*options.measure)))
        return
    _write(f"{'':>10}{'checked, packed':>26}{'pandas.read_csv':>24}{'ratio':>8}")
    for rows in options.rows:
        _write(_line(rows))


def _line(rows: int) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        _make(path, rows)
        (ours, our_megabytes), (theirs, their_megabytes) = _apart("pack", path), _apart("pandas", path)
    return (
        f"{rows:>10,}{ours:>14.1f} s{our_megabytes:>7.0f} MB{theirs:>12.1f} s{their_megabytes:>7.0f} MB"
        f"{ours / theirs:>8.1f}"
    )


def _make(path: Path, rows: int) -> None:
    header, *lines = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)
    dice = random.Random(SEED)  # noqa: S311 - made-up rows, the same each time
    with path.open("w", encoding="utf-8") as file:
        file.write(header)
        file.writelines(dice.choice(lines) for _ in range(rows))


def _apart(how: str, path: Path) -> tuple[float, float]:
    command = [sys.executable, __file__, "--measure", how, str(path)]
    seconds, megabytes = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return seconds, megabytes


def _measured(how: str, path: str) -> tuple[float, float]:
    """CPU seconds and the peak of memory, libraries included."""
    start = time.process_time()
    if how == "pandas":
        pd.read_csv(path)
    else:
        pack_file(Path(path), Schema.load(SCHEMA))
    return time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _write(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()
