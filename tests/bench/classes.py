"""Whether intervals of class forecasts hold for classes that nobody saw, with and without what classes have in common.

Made-up schools: of what a linear model leaves open, 5 or 15 % goes with the class. Each is learned from 60 classes (and
from 12, which tell little of that share); then new classes of 25 and of 60 students are foretold.
"""

import sys
from itertools import product

import numpy as np
from school_classes import Learned, held, learned, school

SEEDS, CLASSES, ALONE = 10, 100, (0.0,)
SHARES, SIZES, LEARNED_FROM = (0.05, 0.15), (25, 60), (60, 12)
HEADER = "classes  share   size   told     passes: with  without     mean: with  without"


def main() -> None:
    sys.stdout.write(f"8 times in 10? {SEEDS} schools, {CLASSES} new classes of each\n{HEADER}\n")
    for many, share in product(LEARNED_FROM, SHARES):
        schools = [_learned(many, share, seed) for seed in range(SEEDS)]
        told = np.mean([one.system.between.share for one in schools])
        for size in SIZES:
            passes, means, alone, means_alone = _coverage(schools, share, size)
            sys.stdout.write(
                f"{many:7} {share:6.0%} {size:6} {told:6.1%} {passes:16.1%} {alone:8.1%}"
                f" {means:15.1%} {means_alone:8.1%}\n"
            )


def _learned(many: int, share: float, seed: int) -> Learned:
    random = np.random.default_rng(seed)
    return learned(school(random.integers(15, 36, many), share, random))


def _coverage(schools: list[Learned], share: float, size: int) -> np.ndarray:
    """Of the number that passes and of the mean, with what classes have in common, then without."""
    inside = [one for seed, learned in enumerate(schools) for one in _of_new_classes(learned, share, size, seed)]
    return np.mean(inside, axis=0)


def _of_new_classes(one: Learned, share: float, size: int, seed: int) -> list[tuple[bool, ...]]:
    frame = school(np.full(CLASSES, size), share, np.random.default_rng(1_000 + seed))
    students, results = one.students(frame), frame["now"].to_numpy()
    parts = [slice(start, start + size) for start in range(0, len(frame), size)]
    return [
        held(students[part], results[part], one.likely) + held(students[part], results[part], ALONE) for part in parts
    ]


if __name__ == "__main__":
    main()
