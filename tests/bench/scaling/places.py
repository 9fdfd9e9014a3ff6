"""A training in one process, in two, and on a Dask cluster of as many: clock, CPU, and whether all find the same.

`places.py [--rows N ...] [--workers 2] [--times 3]`; the median of some runs, each place in turn. What starting costs
(processes, libraries) is paid once before and not counted.
"""

import hashlib
import json
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path
from statistics import median
from typing import Any

import psutil
from dask_clusters import dask_cluster
from exam_rows import EXAMS, exam_rows

from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.places.here import Here
from mlcore.pipeline.places.place import Place
from mlcore.pipeline.training.training import train

TIMES = ("fit_seconds", "predict_seconds", "tuning_seconds")


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, dask_cluster(Path(folder), options.workers) as cluster:
        places = {"one process": Here(1), f"{options.workers} processes": Here(options.workers)}
        places[f"Dask, {options.workers} workers"] = cluster
        for place in places.values():
            _run(_study(120), place)
        for rows in options.rows:
            _compare(rows, places, options.times)


def _compare(rows: int, places: dict[str, Place], times: int) -> None:
    study = _study(rows)
    runs = [{name: _run(study, place) for name, place in places.items()} for _ in range(times)]
    alone = median(run["one process"]["clock"] for run in runs)
    for name in places:
        clock, compared, cpu = (median(run[name][what] for run in runs) for what in ("clock", "compared", "cpu"))
        _write(
            f"{rows:>7,} {name:16} clock {clock:6.1f} s, of it comparing {compared:6.1f}; CPU {cpu:6.1f} s; "
            f"{alone / clock:.2f} times as fast; found {runs[0][name]['found']}"
        )
    assert len({run[name]["found"] for run in runs for name in places}) == 1, "places differ"


def _run(study: Study, place: Place) -> dict[str, Any]:
    begun, cpu, compared = time.perf_counter(), _cpu(), 0.0
    for event in train(study, place=place):
        if type(event).__name__ == "CandidateDone":
            compared = time.perf_counter() - begun
    clock = time.perf_counter() - begun
    return {"clock": clock, "compared": compared, "cpu": _cpu() - cpu, "found": _found(event.outcome, study)}


def _found(outcome: Any, study: Study) -> str:
    """A hash of the leaderboard without its times, and of what the winner says of a hundred rows."""
    lines = [result.to_dict() for result in (*outcome.results, outcome.baseline)]
    board = [{name: value for name, value in line.items() if name not in TIMES} for line in lines]
    said = outcome.bundle.predict(study.rows.inputs.head(100).to_dict("records"))
    return hashlib.sha256((json.dumps(board, sort_keys=True) + repr(said)).encode()).hexdigest()[:12]


def _cpu() -> float:
    """Of this process and everything below it that is still there."""
    me = psutil.Process()
    return sum(sum(one.cpu_times()[:2]) for one in (me, *me.children(recursive=True)))


def _study(rows: int) -> Study:
    return Study.of(exam_rows(rows), EXAMS, EXAMS.task("math"))


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
