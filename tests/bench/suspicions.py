"""How often files that went wrong as a whole are flagged, and honest files of the next term: `suspicions.py`.

Prints per mutation and number of students the share of files that are flagged at all, and in brackets by a finding that
names the mutation; then the share of honest files and what flagged them; then what a look at 10,000 rows costs.
"""

import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support" / "sanity")]

from gone_wrong import MUTATIONS, Mutation  # noqa: E402 - the folders were named just above
from next_terms import Draw, Term, a_term, next_term  # noqa: E402

from mlcore.pipeline.sanity.looking import BY_CHANCE, is_chance, look  # noqa: E402

FILES, HONEST, SEED = 500, 2_000, 2026
SIZES = (25, 40, 120, 1_000)
SCHOOLS = (1, 5, 20)
# Classes are most of the files that people send.
SHARES = (0.4, 0.3, 0.2, 0.1)
SCALES = (100.0, 100.0, 100.0, 20.0, 15.0, 6.0)

Shares = dict[int, list[tuple[bool, bool]]]


def main() -> None:
    random = np.random.default_rng(SEED)
    sys.stdout.write(f"{'':28}{'all':>14}" + "".join(f"{size:>14}" for size in SIZES) + "\n")
    promised: list[bool] = []
    for mutation in MUTATIONS:
        by_size = _of_mutation(mutation, random)
        _line(mutation.name + ("" if mutation.promised else " *"), by_size)
        promised += [flagged for found in by_size.values() for flagged, _ in found if mutation.promised]
    sys.stdout.write(f"{len(promised):,} files of the mutations without *: {np.mean(promised):.1%} flagged\n")
    _honest(random)
    _honest_schools(random)
    _cost(random)


def _of_mutation(mutation: Mutation, random: np.random.Generator) -> Shares:
    by_size: Shares = defaultdict(list)
    for _ in range(FILES):
        size = int(random.choice(SIZES, p=SHARES))
        draw = mutation.mutate(next_term(a_term(random, students=size, **mutation.needs(random)), random), random)
        kinds = _kinds(draw)
        by_size[size].append((bool(kinds), bool(kinds & set(mutation.kinds))))
    return by_size


def _line(name: str, by_size: Shares) -> None:
    of_all = [one for found in by_size.values() for one in found]
    cells = [np.mean(found, axis=0) for found in (of_all, *(by_size[size] for size in SIZES))]
    sys.stdout.write(f"{name:28}" + "".join(f"{flagged:8.3f} ({named:.2f})" for flagged, named in cells) + "\n")


def _honest(random: np.random.Generator) -> None:
    by_size: Shares = defaultdict(list)
    kinds: Counter[str] = Counter()
    for at in range(HONEST):
        top = float(random.choice(SCALES))
        found = _kinds(next_term(a_term(random, students=SIZES[at % len(SIZES)], top=top), random))
        by_size[SIZES[at % len(SIZES)]].append((bool(found), bool(found)))
        kinds.update(found)
    _line("honest", by_size)
    sys.stdout.write(f"honest files were flagged as: {dict(kinds.most_common())}\n")


def _honest_schools(random: np.random.Generator) -> None:
    """Files about many classes at once, each of which got the results of its next term."""
    for classes in SCHOOLS:
        flagged = 0
        for _ in range(HONEST // classes):
            found = [_kinds(next_term(a_term(random, students=SIZES[0]), random)) & BY_CHANCE for _ in range(classes)]
            flagged += any(found) and not is_chance(sum(map(bool, found)), classes)
        sys.stdout.write(f"of {HONEST // classes:,} honest schools of {classes} classes {flagged} were flagged\n")


def _kinds(draw: Draw) -> set[str]:
    return {one.kind for one in look(draw.rows, draw.known, draw.fields).found}


def _cost(random: np.random.Generator) -> None:
    draw = next_term(Term(students=10_000, subjects=5), random)
    began = time.process_time()
    look(draw.rows, draw.known, draw.fields)
    sys.stdout.write(f"10,000 rows of 10 fields: {time.process_time() - began:.2f} s of CPU\n")


if __name__ == "__main__":
    main()
