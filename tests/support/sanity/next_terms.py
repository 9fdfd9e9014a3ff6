"""Made-up classes, and the honest file of their next term: students come and go, cells are blank, scores grow."""

from dataclasses import dataclass, replace

import numpy as np

from mlcore.pipeline.sanity.table import FileRows, Known
from mlcore.pipeline.schema import Field

SUBJECTS = ("algebra", "botany", "chemistry", "drawing", "english")
CHOICES = {
    "sex": ("f", "m"),
    "district": ("north", "east", "south", "west", "centre"),
    "schooling": ("none", "some", "most", "all"),
    "meals": ("paid", "free"),
    "course": ("not yet", "taken"),
}
# Who has which, and how many change it within a term.
SHARES = {
    "sex": (0.5, 0.5),
    "district": (0.1, 0.2, 0.3, 0.25, 0.15),
    "schooling": (0.3, 0.3, 0.25, 0.15),
    "meals": (0.65, 0.35),
    "course": (0.65, 0.35),
}
TURNOVER = {"sex": 0.0, "district": 0.03, "schooling": 0.03, "meals": 0.05, "course": 0.25}


@dataclass(frozen=True, kw_only=True)
class Term:
    """What a class and its next file are like: `r` between terms, `within` between subjects, scores out of `top`."""

    students: int = 30
    r: float = 0.7
    within: float = 0.7
    subjects: int = 3
    top: float = 100.0
    with_choices: bool = True
    order: str = "names"
    with_earlier: bool = True


CORRELATIONS = (0.5, 0.6, 0.7, 0.8, 0.95)


def a_term(random: np.random.Generator, **given) -> Term:
    """One of the terms that a school may have."""
    drawn = {
        "r": float(random.choice(CORRELATIONS)),
        "within": float(random.uniform(0.5, 0.95)),
        "subjects": int(random.choice([1, 2, 3, 3, 3])),
        "with_choices": bool(random.random() < 0.5),
        "order": str(random.choice(["names", "names", "names", "any", "score"])),
        "with_earlier": bool(random.random() < 0.5),
    }
    return Term(**(drawn | given))


def fields_of(term: Term) -> tuple[Field, ...]:
    subjects = [
        Field(slug=slug, label=slug.capitalize(), kind="number", minimum=0, maximum=term.top, unit="points")
        for slug in SUBJECTS[: term.subjects]
    ]
    choices = [
        Field(slug=slug, label=slug.capitalize(), kind="category", choices=given, changeable=TURNOVER[slug] > 0.04)
        for slug, given in CHOICES.items()
    ]
    return (*choices, *subjects)


@dataclass(frozen=True, kw_only=True)
class Draw:
    """A file, what was known before it, and the fields of both."""

    rows: FileRows
    known: Known
    fields: tuple[Field, ...]

    def with_values(self, **columns) -> "Draw":
        return replace(self, rows=replace(self.rows, values=self.rows.values | columns))

    def of_rows(self, places) -> "Draw":
        """With the rows at these places, in this order."""
        values = {slug: [column[at] for at in places] for slug, column in self.rows.values.items()}
        named_by = [[names[at] for at in places] for names in self.rows.named_by]
        students = [self.rows.students[at] for at in places]
        return replace(self, rows=FileRows(students=students, values=values, named_by=named_by))


def next_term(term: Term, random: np.random.Generator) -> Draw:
    """A school's file of one term, and what is stored of the two terms before."""
    everybody = term.students + term.students // 5
    scores = _scores(term, everybody, random)
    choices = _choices(everybody, random)
    leavers, comers = (int(random.integers(0, term.students // 8 + 1)) for _ in range(2))
    stored = range(term.students)
    now = [*range(leavers, term.students), *range(term.students, term.students + comers)]
    of_term = [_values(term, scores[at], choices[at > 1]) for at in range(3)]
    file = _blank(of_term[2], random)
    draw = Draw(
        rows=_rows(term, [file[at] for at in now], [_key(at) if at < term.students else None for at in now], random),
        known=Known(
            students={_key(at): of_term[1][at] for at in stored},
            earlier=({_key(at): of_term[0][at] for at in stored},) if term.with_earlier else (),
        ),
        fields=fields_of(term),
    )
    return draw.of_rows(_order(draw, term, random))


def _key(at: int) -> str:
    return f"S{at:05}"


def _scores(term: Term, everybody: int, random: np.random.Generator) -> np.ndarray:
    """Of three terms, shape (3, everybody, subjects): what lasts correlates, and what the day brings does, too."""
    trait = _correlated(term, everybody, random)
    level = random.uniform(0.52, 0.72) + random.normal(0, 0.04, term.subjects)
    spread = random.uniform(0.12, 0.17)
    terms = []
    for _ in range(3):
        seen = term.r**0.5 * trait + (1 - term.r) ** 0.5 * _correlated(term, everybody, random)
        terms.append(np.clip(level + spread * seen, 0, 1) * term.top)
        level = level + random.uniform(-0.04, 0.06) + random.normal(0, 0.02, term.subjects)
    return np.round(np.array(terms))


def _correlated(term: Term, everybody: int, random: np.random.Generator) -> np.ndarray:
    common, own = random.normal(size=(everybody, 1)), random.normal(size=(everybody, term.subjects))
    return term.within**0.5 * common + (1 - term.within) ** 0.5 * own


def _choices(everybody: int, random: np.random.Generator) -> list[dict[str, np.ndarray]]:
    """Before and after the term."""
    before = {slug: random.choice(len(given), everybody, p=SHARES[slug]) for slug, given in CHOICES.items()}
    after = {}
    for slug, places in before.items():
        drawn = random.choice(len(CHOICES[slug]), everybody, p=SHARES[slug])
        # Who has taken the course once has taken it.
        drawn = np.maximum(1, places) if slug == "course" else drawn
        after[slug] = np.where(random.random(everybody) < TURNOVER[slug], drawn, places)
    return [before, after]


def _values(term: Term, scores: np.ndarray, choices: dict[str, np.ndarray]) -> list[dict]:
    slugs = SUBJECTS[: term.subjects]
    return [
        {slug: CHOICES[slug][places[at]] for slug, places in choices.items()}
        | dict(zip(slugs, row.tolist(), strict=True))
        for at, row in enumerate(scores)
    ]


def _blank(values: list[dict], random: np.random.Generator) -> list[dict]:
    share = random.uniform(0, 0.08)
    return [{slug: None if random.random() < share else value for slug, value in row.items()} for row in values]


def _rows(term: Term, file: list[dict], students: list, random: np.random.Generator) -> FileRows:
    slugs = [*(CHOICES if term.with_choices else ()), *SUBJECTS[: term.subjects]]
    names = [f"N{number:09}" for number in random.integers(0, 10**9, len(file))]
    return FileRows(students=students, values={slug: [row[slug] for row in file] for slug in slugs}, named_by=[names])


def _order(draw: Draw, term: Term, random: np.random.Generator) -> np.ndarray:
    if term.order == "names":
        return np.argsort(draw.rows.named_by[0])
    if term.order == "score":
        scores = draw.rows.values[random.choice(SUBJECTS[: term.subjects])]
        return np.argsort([-1.0 if value is None else value for value in scores])[:: random.choice([-1, 1])]
    return random.permutation(len(draw.rows.students))
