"""Files that went wrong as a whole: each mutation of an honest one is a row of a table."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from next_terms import CHOICES, SUBJECTS, Draw

Mutate = Callable[[Draw, np.random.Generator], Draw]


def rows_shifted(draw, random):
    """All values stand one to three rows below their student."""
    step = int(random.choice([1, -1, 1, -1, 2, -2, 3]))
    return draw.with_values(**{slug: _moved(column, step) for slug, column in draw.rows.values.items()})


def rows_shifted_from_some_row(draw, random):
    """A cell was inserted, or deleted, in each column within the first half."""
    start, step = int(random.integers(1, len(draw.rows.students) // 2)), int(random.choice([1, -1]))
    values = draw.rows.values
    return draw.with_values(**{slug: [*v[:start], *_moved(v[start:], step)] for slug, v in values.items()})


def column_shifted(draw, random):
    slug = _subject(draw, random)
    return draw.with_values(**{slug: _moved(draw.rows.values[slug], int(random.choice([1, -1, 2])))})


def _moved(column, step):
    """As after cells were inserted, or deleted, at the top."""
    column, nothing = list(column), [None] * abs(step)
    return nothing + column[:-step] if step > 0 else column[-step:] + nothing


def scores_sorted_apart(draw, random):
    """One column was sorted, the others were not."""
    slug, back = _subject(draw, random), bool(random.random() < 0.5)
    known = sorted((value for value in draw.rows.values[slug] if value is not None), reverse=back)
    return draw.with_values(**{slug: known + [None] * (len(draw.rows.students) - len(known))})


def names_sorted_apart(draw, random):
    """Names and numbers were sorted, or all else by a score, and the rest stayed where it was."""
    scores = draw.rows.values[_subject(draw, random)]
    order = np.argsort([-1.0 if value is None else value for value in scores])
    return draw.with_values(**draw.of_rows(order).rows.values)


def out_of(top):
    def mutate(draw, random):
        slugs = [_subject(draw, random)] if random.random() < 0.5 else _subjects(draw)
        highest = {field.slug: field.maximum for field in draw.fields}
        return draw.with_values(
            **{slug: [_scaled(v, top / highest[slug], top) for v in draw.rows.values[slug]] for slug in slugs}
        )

    return mutate


def _scaled(value, times, top):
    return None if value is None else round(value * times, 2 if top <= 1 else 0)


def last_terms_file(draw, random):
    return _of_state(draw, draw.known.students, random)


def older_file(draw, random):
    return _of_state(draw, draw.known.earlier[0], random)


def _of_state(draw, state, random):
    """With the values of then, a few of which were corrected since."""
    there = [at for at, key in enumerate(draw.rows.students) if key in state]
    draw = draw.of_rows(there)
    of_each = [state[key] for key in draw.rows.students]
    corrected = {slug: [row[slug] for row in of_each] for slug in draw.rows.values}
    for slug in _subjects(draw):
        at = int(random.integers(len(of_each)))
        corrected[slug][at] = draw.rows.values[slug][at] if random.random() < 0.5 else corrected[slug][at]
    return draw.with_values(**corrected)


def choice_vanished(draw, random):
    """Nobody has a choice any more that a fifth of the students had: it is not known now, or another one."""
    there = {
        (slug, choice): sum(draw.known.students.get(key, {}).get(slug) == choice for key in draw.rows.students)
        for slug in CHOICES
        for choice in CHOICES[slug]
    }
    many = [one for one, count in there.items() if count >= 0.2 * len(draw.rows.students)]
    slug, choice = many[int(random.integers(len(many)))]
    others = [other for other in CHOICES[slug] if other != choice]
    instead = None if random.random() < 0.5 else str(random.choice(others))
    return draw.with_values(**{slug: [instead if v == choice else v for v in draw.rows.values[slug]]})


def most_gone(draw, random):
    n = len(draw.rows.students)
    kept = random.permutation(n)[: max(3, int(n * random.uniform(0.1, 0.4)))]
    return draw.of_rows(sorted(kept))


def most_unknown(draw, random):
    n = len(draw.rows.students)
    strangers = random.permutation(n) < n * random.uniform(0.65, 1)
    students = [None if strange else key for key, strange in zip(draw.rows.students, strangers, strict=True)]
    return replace(draw, rows=replace(draw.rows, students=students))


def swapped(draw, random):
    first, second = random.permutation(_subjects(draw))[:2]
    return draw.with_values(**{first: draw.rows.values[second], second: draw.rows.values[first]})


def constant(draw, random):
    slug = _subject(draw, random)
    value = next(value for value in draw.rows.values[slug] if value is not None)
    return draw.with_values(**{slug: [value] * len(draw.rows.students)})


def empty(draw, random):
    slug = str(random.choice(list(draw.rows.values)))
    return draw.with_values(**{slug: [None] * len(draw.rows.students)})


def block_twice(draw, random):
    """The values of a quarter of the rows, at least 8, were pasted over the next ones."""
    n = len(draw.rows.students)
    length = max(8, n // 4)
    start = int(random.integers(0, n - 2 * length + 1))
    places = [at - length if start + length <= at < start + 2 * length else at for at in range(n)]
    return draw.with_values(**draw.of_rows(places).rows.values)


def _subjects(draw):
    return [slug for slug in SUBJECTS if slug in draw.rows.values]


def _subject(draw, random):
    return str(random.choice(_subjects(draw)))


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """`kinds` are the findings that name it; `promised` those of which 99 of 100 are to be found."""

    mutate: Mutate
    kinds: tuple[str, ...]
    promised: bool = False
    # What only can go wrong in some files, and what would change nothing in files that are in order of a score.
    subjects: int = 0
    with_choices: bool = False
    with_earlier: bool = False
    by_score: bool = True

    @property
    def name(self):
        return self.mutate.__name__.replace("_", " ")

    def needs(self, random):
        """Of the term that it is drawn from."""
        needs = {"subjects": self.subjects} if self.subjects else {}
        needs |= {"with_choices": True} if self.with_choices else {}
        needs |= {"with_earlier": True} if self.with_earlier else {}
        return needs if self.by_score else needs | {"order": str(random.choice(["names", "names", "names", "any"]))}


def _named(name, mutate):
    mutate.__name__ = name
    return mutate


ORDERED = ("sorted apart", "unrelated")
MUTATIONS = (
    Mutation(mutate=rows_shifted, kinds=("shifted",), promised=True, by_score=False),
    Mutation(mutate=rows_shifted_from_some_row, kinds=("shifted",), by_score=False),
    Mutation(mutate=column_shifted, kinds=("shifted",), promised=True, by_score=False),
    Mutation(mutate=scores_sorted_apart, kinds=ORDERED, promised=True, by_score=False),
    Mutation(mutate=names_sorted_apart, kinds=ORDERED, promised=True, by_score=False),
    Mutation(mutate=_named("out of 20", out_of(20.0)), kinds=("another scale",), promised=True),
    Mutation(mutate=_named("out of 10", out_of(10.0)), kinds=("another scale",), promised=True),
    Mutation(mutate=_named("out of 1", out_of(1.0)), kinds=("another scale",), promised=True),
    Mutation(mutate=last_terms_file, kinds=("nothing new",), promised=True),
    Mutation(mutate=older_file, kinds=("older values",), promised=True, with_earlier=True),
    Mutation(mutate=choice_vanished, kinds=("choice vanished",), promised=True, with_choices=True),
    Mutation(mutate=most_gone, kinds=("students gone",), promised=True),
    Mutation(mutate=most_unknown, kinds=("students unknown",)),
    Mutation(mutate=swapped, kinds=("swapped",), subjects=3),
    Mutation(mutate=constant, kinds=("constant",)),
    Mutation(mutate=empty, kinds=("empty",)),
    Mutation(mutate=block_twice, kinds=("repeated rows",)),
)
