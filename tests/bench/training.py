"""What a training with all nine candidates costs, beside the plain way: library defaults and one 5-fold CV.

`training.py [--rows N ...] [--file FILE.csv --task math] [--bent] [--uncapped] [--alone]`: CPU seconds of all
processes, seconds by the clock, the largest memory of all processes together, the winner with its R2, and how often its
90 % range held; then the same of the plain way, as ratios. `--uncapped` is beside one in which no rule of effort holds
instead, `--alone` beside none. Each is measured in a process of its own.
"""

import json
import resource
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pandas as pd
from exam_rows import EXAMS, checked, exam_rows

HEADER = f"{'rows':>9} {'way':9}{'CPU s':>9}{'clock s':>9}{'MB':>7}  {'best':<22}{'R2':>8}{'90 % held':>11}"
PAGES_PER_MEGABYTE = 1_048_576 / resource.getpagesize()
LOOK_EVERY = 0.1


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[1_000, 5_000])
    parser.add_argument("--file")
    parser.add_argument("--task", default="math")
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--bent", action="store_true", help="made-up rows that trees suit better")
    parser.add_argument("--uncapped", action="store_true", help="beside a training with all rows in every step")
    parser.add_argument("--alone", action="store_true", help="without the plain way")
    parser.add_argument("--way", choices=["ours", "plain", "uncapped"], help="for the processes that measure")
    options = parser.parse_args()
    if options.way:
        _write(json.dumps(WAYS[options.way](_frame(options), options)))
        return
    _write(HEADER)
    for rows in [0] if options.file else options.rows:
        options.rows = [rows]
        _compare(options)


def _compare(options: Namespace) -> None:
    ours = _measured("ours", options)
    _write(_line("ours", ours))
    if options.alone:
        return
    way = "uncapped" if options.uncapped else "plain"
    other = _measured(way, options)
    _write(_line(way, other))
    ratios = " ".join(f"{name} {ours[name] / other[name]:.2f}" for name in ("cpu", "clock", "megabytes"))
    _write(f"{'':16}ours to {way}: {ratios}, R2 {ours['r2'] - other['r2']:+.4f}")


def _line(way: str, found: dict[str, Any]) -> str:
    held = f"{found['held']:.3f}" if "held" in found else ""
    return (
        f"{found['rows']:>9,} {way:9}{found['cpu']:>9.1f}{found['clock']:>9.1f}{found['megabytes']:>7.0f}"
        f"  {found['best']:<22}{found['r2']:>8.4f}{held:>11}"
    )


def _frame(options: Namespace) -> pd.DataFrame:
    if options.file:
        return checked(pd.read_csv(options.file, keep_default_na=False))
    return exam_rows(options.rows[0], bent=options.bent)


def _measured(way: str, options: Namespace) -> dict[str, Any]:
    """In a process of its own, whose children count as well."""
    source = ["--file", options.file] if options.file else ["--rows", str(options.rows[0])]
    asked = ["--way", way, "--task", options.task, "--seed", str(options.seed), *source]
    before, begun = _cpu_of_children(), time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, __file__, *asked, *(["--bent"] if options.bent else [])], stdout=subprocess.PIPE, text=True
    )
    watch = _Memory(process.pid)
    said, _ = process.communicate()
    clock = time.perf_counter() - begun
    return json.loads(said) | {
        "cpu": _cpu_of_children() - before,
        "clock": clock,
        "megabytes": watch.end() / PAGES_PER_MEGABYTE,
    }


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Memory:
    """The most pages that a process and all below it held at one time."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most, self._over = pid, 0, Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> int:
        self._over.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._over.wait(LOOK_EVERY):
            self._most = max(self._most, sum(_pages(pid) for pid in _with_children(self._pid)))


def _with_children(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in _with_children(int(child)))]


def _pages(pid: int) -> int:
    """Resident, without what is shared with other processes by a file, e.g. libraries."""
    try:
        resident, shared = Path(f"/proc/{pid}/statm").read_text().split()[1:3]
    except OSError:
        return 0
    return int(resident) - int(shared)


def _ours(frame: pd.DataFrame, options: Namespace) -> dict[str, Any]:
    from loky import get_reusable_executor

    from mlcore.pipeline.fitting.effort import EFFORT, Effort
    from mlcore.pipeline.fitting.study import Study
    from mlcore.pipeline.training.training import train

    effort = Effort(dict.fromkeys(EFFORT.above, sys.maxsize)) if options.way == "uncapped" else EFFORT
    *_, last = train(Study.of(frame, EXAMS, EXAMS.task(options.task), seed=options.seed, effort=effort))
    get_reusable_executor(2).shutdown(wait=True)
    outcome = last.outcome
    for one in outcome.results:
        figures = f"{one.r2.mean:.4f} [{one.r2.low:.4f}, {one.r2.high:.4f}]" if one.r2 else one.error or str(one.aside)
        sys.stderr.write(f"    {one.label:22} {figures} {'tied' if one.tied else ''} {dict(one.params)}\n")
    held = next(one.share.mean for one in outcome.diagnosis.coverage if one.level == 90)
    return {
        "rows": outcome.parts.rows,
        "best": outcome.winner.label,
        "r2": outcome.winner.r2.mean,
        "held": held,
    }


def _plain(frame: pd.DataFrame, options: Namespace) -> dict[str, Any]:
    """As a notebook does it."""
    from sklearn.compose import make_column_transformer
    from sklearn.model_selection import KFold, cross_val_score
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    task = EXAMS.task(options.task)
    numbers = [field.slug for field in EXAMS.inputs(task) if field.is_number]
    choices = [field.slug for field in EXAMS.inputs(task) if not field.is_number]
    folds = KFold(5, shuffle=True, random_state=options.seed)
    found = {}
    for name, estimator in _defaults():
        columns = make_column_transformer((OneHotEncoder(), choices), (StandardScaler(), numbers), sparse_threshold=0)
        model = make_pipeline(columns, estimator)
        scores = cross_val_score(model, frame[list(task.inputs)], frame[task.target], cv=folds, scoring="r2")
        found[name] = float(scores.mean())
    best = max(found, key=lambda name: found[name])
    return {"rows": len(frame), "best": best, "r2": found[best]}


def _defaults() -> list[tuple[str, Any]]:
    from catboost import CatBoostRegressor
    from sklearn.ensemble import AdaBoostRegressor, RandomForestRegressor
    from sklearn.linear_model import Lasso, LinearRegression, Ridge
    from sklearn.neighbors import KNeighborsRegressor
    from sklearn.tree import DecisionTreeRegressor
    from xgboost import XGBRegressor

    return [
        ("Linear regression", LinearRegression()),
        ("Ridge", Ridge()),
        ("Lasso", Lasso()),
        ("K-nearest neighbours", KNeighborsRegressor()),
        ("Decision tree", DecisionTreeRegressor()),
        ("Random forest", RandomForestRegressor()),
        ("AdaBoost", AdaBoostRegressor()),
        ("XGBoost", XGBRegressor(n_jobs=1)),
        ("CatBoost", CatBoostRegressor(thread_count=1, verbose=False, allow_writing_files=False)),
    ]


WAYS = {"ours": _ours, "uncapped": _ours, "plain": _plain}


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
