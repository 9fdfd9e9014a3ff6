"""How long a training would take on more workers than this machine has cores, from the CPU time of its parts.

`expected.py [--rows N ...]`: every part is done here and its CPU time taken; then the parts are dealt to so many
workers in the order of the cluster's dispatch. Nothing is added for sending; what is not cut into parts counts whole.
"""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import nullcontext
from heapq import heappop, heappush
from typing import Any

from exam_rows import EXAMS, exam_rows

from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.training.training import train

WORKERS = (1, 2, 4, 8, 16, 32)
Stages = list[list[float]]


class Recording:
    """A place that does everything here, and notes the CPU seconds of the parts of each candidate, stage by stage."""

    def __init__(self) -> None:
        self.stages: list[Stages] = [[]]

    def opened(self) -> Any:
        return nullcontext(self)

    def conduct(self, work: Any, shared: Any, items: Any) -> Iterator[Any]:
        for item in items:
            self.stages.append([])
            yield work(shared, item, self.each)
        self.stages.append([])

    def each(self, work: Any, shared: Any, items: Any) -> Iterator[Any]:
        self.stages[-1].append([])
        stage = self.stages[-1][-1]
        for item in items:
            begun = time.process_time()
            found = work(shared, item)
            stage.append(time.process_time() - begun)
            yield found


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[1_000, 10_000])
    options = parser.parse_args()
    list(train(_study(120), place=Recording()))  # libraries are imported
    for rows in options.rows:
        study, place, begun = _study(rows), Recording(), time.process_time()
        list(train(study, place=place))
        _tell(rows, place, time.process_time() - begun)


def _tell(rows: int, place: Recording, whole: float) -> None:
    candidates, winner = place.stages[1:-1], place.stages[-1]
    parts = [second for stages in place.stages for stage in stages for second in stage]
    rest = whole - sum(parts)
    slowest = max(sum(map(sum, stages)) for stages in candidates)
    chain = max(sum(map(max, stages)) for stages in candidates)
    _write(f"{rows:,} rows: {whole:.1f} CPU s, {len(parts)} parts of {sum(parts):.1f} s, the rest {rest:.1f} s")
    _write(f"  the slowest candidate takes {slowest:.1f} s, the longest chain of parts {chain:.1f} s")
    for workers in WORKERS:
        spread = _clock(candidates, workers) + _clock([winner], workers) + rest
        whole_ones = [[[sum(map(sum, stages))]] for stages in candidates]
        coarse = _clock(whole_ones, workers) + sum(map(sum, winner)) + rest
        _write(f"  {workers:>2} workers: {whole / spread:5.1f} times as fast, whole candidates {whole / coarse:4.1f}")


def _clock(candidates: list[Stages], workers: int) -> float:
    """Parts of the first candidates first; a stage begins when the one before it is done."""
    ready = [(place, second) for place, stages in enumerate(candidates) if stages for second in stages[0]]
    at = dict.fromkeys(range(len(candidates)), 0)
    left = {place: len(stages[0]) for place, stages in enumerate(candidates) if stages}
    running: list[tuple[float, int]] = []
    now = 0.0
    while ready or running:
        ready.sort()
        while ready and len(running) < workers:
            place, seconds = ready.pop(0)
            heappush(running, (now + seconds, place))
        now, place = heappop(running)
        left[place] -= 1
        if not left[place] and at[place] + 1 < len(candidates[place]):
            at[place] += 1
            left[place] = len(candidates[place][at[place]])
            ready += [(place, seconds) for seconds in candidates[place][at[place]]]
    return now


def _study(rows: int) -> Study:
    return Study.of(exam_rows(rows), EXAMS, EXAMS.task("math"))


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
