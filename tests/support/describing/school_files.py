"""Made-up files of schools that nobody prepared, each as a program or a hand would leave it."""

import random
from collections.abc import Callable, Iterable
from pathlib import Path

FIRST = ("Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gwen", "Hal", "Ida", "Jon")
LAST = ("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper")
PEOPLE = [f"{first} {last}" for last in LAST for first in FIRST]
ROWS = 200


def _marks(seed: int, rows: int = ROWS) -> list[tuple[int, int, int]]:
    """Homework, a test and the final mark out of 100, which go together."""
    chance = random.Random(seed)  # noqa: S311 - made-up pupils
    able = [chance.gauss(62, 13) for _ in range(rows)]
    return [tuple(round(min(100, max(1, a + chance.gauss(0, 7)))) for _ in range(3)) for a in able]  # type: ignore[misc]


def _text(lines: Iterable[Iterable[object]], delimiter: str = ",") -> str:
    return "\n".join(delimiter.join(map(str, line)) for line in lines) + "\n"


def marks_list(rows: int = ROWS) -> str:
    """A list as a department in England keeps it, below a title."""
    header = ("Surname", "Forename", "UPN", "Reg Group", "Gender", "SEN Status", "Homework (%)", "Mock", "Final mark")
    lines = [
        (
            *_surname_first(at),
            f"A{at:09d}B",
            f"10{'ABCDEFGHJK'[at % 10]}",
            "FM"[at % 2],
            "NKE"[at % 3],
            homework,
            mock,
            final,
        )
        for at, (homework, mock, final) in enumerate(_marks(1, rows))
    ]
    return _text([("Year 10 Chemistry", "", "summer"), header, *lines])


def french() -> str:
    """Marks out of 20 with decimal commas, between semicolons."""
    header = ("Nom", "Prénom", "Classe", "Sexe", "Assiduité", "Devoir 1", "Contrôle", "Moyenne générale")
    often = ("rarement", "parfois", "souvent", "toujours")
    lines = [
        (
            *_surname_first(at),
            f"3e{'ABCDEFGH'[at % 8]}",
            "FG"[at % 2],
            often[at % 4],
            *(_comma(mark / 5) for mark in marks),
        )
        for at, marks in enumerate(_marks(2))
    ]
    return _text([header, *lines], ";")


def canvas() -> str:
    """An export of a learning platform: a row of points, totals that are made of the rest."""
    header = ("Student", "ID", "SIS Login ID", "Section", "Essay (101)", "Quiz 1 (102)", "Exam (103)", "Exam %")
    points = ("    Points Possible", "", "", "", "100", "100", "100", "(read only)")
    lines = [
        (f'"{", ".join(_surname_first(at))}"', 4000 + at, f"u{at}", f"Set {at % 8 + 1}", *marks, marks[2])
        for at, marks in enumerate(_marks(3))
    ]
    return _text([header, points, *lines])


def survey() -> str:
    """A questionnaire with codes, kept by a statistics program."""
    header = ("id", "school", "sex", "mother_education", "study_time", "like_maths", "track", "absences", "score")
    lines = [
        (at + 1, f"S{at % 12}", at % 2, at % 5, *_habits(homework, test), at % 3 + 1, (100 - test) // 8, final)
        for at, (homework, test, final) in enumerate(_marks(4))
    ]
    return _text([header, *lines], "\t")


def _habits(homework: int, test: int) -> tuple[int, str]:
    """Hours of study from 1 to 4, and how much maths is liked, as those who do well say."""
    return min(4, max(1, homework // 12 - 2)), ("low", "middle", "high")[min(2, max(0, test // 15 - 3))]


def _surname_first(at: int) -> list[str]:
    return PEOPLE[at % len(PEOPLE)].split()[::-1]


def _comma(mark: float) -> str:
    return f"{mark:.1f}".replace(".", ",")


FILES: dict[str, Callable[[], str]] = {
    "marks list": marks_list,
    "french": french,
    "canvas": canvas,
    "survey": survey,
}


def saved(folder: Path, kind: str) -> Path:
    path = folder / f"{kind.replace(' ', '-')}.csv"
    path.write_text(FILES[kind](), encoding="utf-8")
    return path
