"""How often the order of two students of a new class was right: on different levels, and on one.

Made-up schools, as for the forecasts of classes: 60 classes teach a linear model, 100 new ones are put on levels.
PYTHONPATH=.:tests/support/forecasts python tests/bench/predictions/levels.py
"""

import sys
from itertools import combinations

import numpy as np
from school_classes import Learned, learned, school

from mlcore.pipeline.forecast.levels import levels

SEEDS, CLASSES, SHARE, SIZES = 5, 100, 0.1, (10, 25, 60)


def main() -> None:
    sys.stdout.write(
        f"{'students':>9}{'levels':>8}{'largest':>9}{'right apart':>13}{'closest apart':>15}{'right on one':>14}\n"
    )
    schools = [_learned(seed) for seed in range(SEEDS)]
    for size in SIZES:
        found = [_of_class(one, *each) for seed, one in enumerate(schools) for each in _classes(one, size, seed)]
        count, largest = (np.mean([row[place] for row in found]) for place in (0, 1))
        apart, closest, together = (np.concatenate([row[place] for row in found]).mean() for place in (2, 3, 4))
        sys.stdout.write(f"{size:>9}{count:>8.1f}{largest:>9.1f}{apart:>13.1%}{closest:>15.1%}{together:>14.1%}\n")


def _learned(seed: int) -> Learned:
    random = np.random.default_rng(seed)
    return learned(school(random.integers(15, 36, 60), SHARE, random))


def _classes(one: Learned, size: int, seed: int):
    frame = school(np.full(CLASSES, size), SHARE, np.random.default_rng(1_000 + seed))
    rows = np.arange(len(frame)).reshape(CLASSES, size)
    students, results = one.students(frame), frame["now"].to_numpy()
    values = one.model.predict(_rows(one, frame))
    return [([values[place] for place in part], [students[place] for place in part], results[part]) for part in rows]


def _rows(one: Learned, frame):
    from mlcore.pipeline.fitting.folds import usable_rows

    return usable_rows(frame, one.schema, one.schema.tasks[0])


def _of_class(one: Learned, values, students, results):
    """Levels, the largest; whether each pair was right on different levels, of them on neighbouring ones, on one."""
    found = levels(values, students)
    of = {place: level for level, places in enumerate(found) for place in places}
    apart, closest, together = [], [], []
    for first, second in combinations(range(len(values)), 2):
        if results[first] == results[second]:
            continue
        right = (values[first] > values[second]) == (results[first] > results[second])
        between = abs(of[first] - of[second])
        (apart if between else together).append(right)
        if between == 1:
            closest.append(right)
    return len(found), max(map(len, found)), apart, closest, together


if __name__ == "__main__":
    main()
