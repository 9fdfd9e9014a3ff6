"""Make one row per student and one column per subject, window and result out of one row per test."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.formats.format import Format, Long
from mlcore.pipeline.files.layout.layout import Layout, LayoutColumn, Sittings, Tests
from mlcore.pipeline.files.sittings.taken import days_of
from mlcore.pipeline.files.spreadsheet import Cell, Record
from mlcore.pipeline.messages import N_, Figure
from mlcore.pipeline.schema import header_key

# They are in memory together.
MOST_TESTS, MOST_CELLS = 200_000, 4_000_000
NO_TESTS = Long(subject=(), window=(), results=())


@dataclass(frozen=True, kw_only=True)
class Pivoted:
    """Headers, rows of students numbered as their first test is in the file, and what is known of the columns."""

    headers: tuple[str, ...]
    records: list[Record]
    columns: tuple[LayoutColumn, ...]
    tests: Tests


@dataclass(kw_only=True)
class _Student:
    number: int
    about: dict[int, Cell]
    results: dict[str, tuple[float, Cell]] = field(default_factory=dict)


def pivoted(one: Format, layout: Layout, records: Iterable[Record], rule: Sittings) -> Pivoted:
    """Of several sittings of a student in one subject and window the newest or the best counts; a blank one never does.

    Without dates the newest is the last in the file. A column that says one thing of each student stays, others are of
    single tests and go. Raises DataError for a test without student or subject, for results that cannot be compared,
    and for too many rows.
    """
    places = _Places(one, one.long or NO_TESTS, layout)
    every = _bounded(records, MOST_TESTS)
    rows = [row for row in every if not places.is_void(row[1])]
    days = days_of([_at(cells, places.taken) for _, cells in rows]) if places.taken is not None else None
    ranks = [None] * len(rows) if rule == "best" else days or list(range(len(rows)))
    students: dict[str, _Student] = {}
    varying: set[int] = set()
    several = 0
    for (number, cells), rank in zip(rows, ranks, strict=True):
        student = students.setdefault(places.key_of(number, cells), _Student(number=number, about={}))
        varying |= _differing(student.about, cells, places.about)
        for title, result in places.results_of(number, cells):
            several += _keep(student, title, result, rank if rank is not None else _score(number, title, result))
    if not rows:
        raise DataError(N_("No test of the file counts: each is called void."))
    tests = Tests(tests=len(every), void=len(every) - len(rows), rule=rule, several=several, dated=bool(days))
    return _together(students, layout, places, varying, tests)


class _Places:
    """Where in a row stand the student, the subject and window, and the results."""

    def __init__(self, one: Format, long: Long, layout: Layout) -> None:
        by_key = {header_key(column.header): column.position for column in reversed(layout.columns)}
        self._by_key, self._layout = by_key, layout
        keys = self._found(one.keys)
        if not keys:
            raise DataError(
                N_("No column names the students by a number; %(name)s has: %(keys)s."),
                name=one.name,
                keys=", ".join(one.keys),
            )
        self.key = keys[0]
        self.subject, self.window = self._found(long.subject), self._found(long.window)
        self.results, self.taken = self._found(long.results), next(iter(self._found(long.taken)), None)
        self._void = self._found(long.void)
        of_tests = {*self._void, *self.subject, *self.window, *self.results, self.taken}
        self.about = [column.position for column in layout.columns if column.position not in of_tests]

    def _found(self, headers: Sequence[str]) -> list[int]:
        return [self._by_key[key] for key in map(header_key, headers) if key in self._by_key]

    def is_void(self, cells: Sequence[Cell]) -> bool:
        return any(str(_at(cells, place)).strip() for place in self._void)

    def key_of(self, number: int, cells: Sequence[Cell]) -> str:
        return self._filled(number, cells, self.key)

    def results_of(self, number: int, cells: Sequence[Cell]) -> list[tuple[str, Cell]]:
        """What the columns of these results are called, and the results that are not blank."""
        subject = [self._filled(number, cells, place) for place in self.subject]
        window = [str(_at(cells, place)).strip() for place in self.window]
        title = " ".join(filter(None, [*subject, *window]))
        named = [(self._title(title, place), _at(cells, place)) for place in self.results]
        return [(title, result) for title, result in named if str(result).strip()]

    def _title(self, title: str, place: int) -> str:
        header = self._layout.columns[place].header
        return f"{title} {header}" if len(self.results) > 1 or not title else title

    def _filled(self, number: int, cells: Sequence[Cell], place: int) -> str:
        if text := str(_at(cells, place)).strip():
            return text
        header = self._layout.columns[place].header
        raise DataError(
            N_("Row %(number)s, column %(header)s: the cell is blank, so nobody knows whose or which test it is."),
            number=number,
            header=header,
        )


def _bounded(records: Iterable[Record], most: int) -> list[Record]:
    rows: list[Record] = []
    cells = 0
    for record in records:
        cells += len(record[1])
        if len(rows) == most or cells > MOST_CELLS:
            raise DataError(
                N_("The file has more than %(count)s tests, too many at once. Split it by year or subject."),
                count=Figure(f"{len(rows):,}"),
            )
        rows.append(record)
    return rows


def _score(number: int, title: str, result: Cell) -> float:
    try:
        return float(str(result).strip().replace(",", "."))
    except ValueError:
        shown = str(result)[:40]
        raise DataError(
            N_("Row %(number)s, %(title)s: '%(shown)s' is no number, so none is the best. Use the newest."),
            number=number,
            title=title,
            shown=shown,
        ) from None


def _keep(student: _Student, title: str, result: Cell, rank: float) -> int:
    """1 where there was a sitting before. Of equals the later one in the file counts."""
    before = student.results.get(title)
    if before is None or rank >= before[0]:
        student.results[title] = rank, result
    return int(before is not None)


def _differing(about: dict[int, Cell], cells: Sequence[Cell], places: Iterable[int]) -> set[int]:
    return {place for place in places if about.setdefault(place, _at(cells, place)) != _at(cells, place)}


def _together(
    students: Mapping[str, _Student], layout: Layout, places: _Places, varying: set[int], tests: Tests
) -> Pivoted:
    titles = sorted({title for student in students.values() for title in student.results})
    kept = [place for place in places.about if place not in varying]
    headers = (*(layout.columns[place].header for place in kept), *titles)
    columns = [layout.columns[place] for place in kept]
    records = [
        (student.number, [student.about[place] for place in kept] + [_result(student, title) for title in titles])
        for student in students.values()
    ]
    return Pivoted(headers=headers, records=records, columns=_columns(columns, titles), tests=tests)


def _columns(about: Sequence[LayoutColumn], titles: Sequence[str]) -> tuple[LayoutColumn, ...]:
    of_students = (
        LayoutColumn(position=place, header=column.header, title=column.title, role=column.role)
        for place, column in enumerate(about)
    )
    of_results = (
        LayoutColumn(position=place, header=title, title=title, role="score")
        for place, title in enumerate(titles, start=len(about))
    )
    return (*of_students, *of_results)


def _result(student: _Student, title: str) -> Cell:
    return student.results[title][1] if title in student.results else ""


def _at(cells: Sequence[Cell], place: int) -> Cell:
    return cells[place] if place < len(cells) else ""
