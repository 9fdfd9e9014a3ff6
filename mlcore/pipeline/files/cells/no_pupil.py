"""Rows of gradebooks that are no pupil: points possible, averages, totals. They are left out, and said."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.cells.found import SummaryRow
from mlcore.pipeline.files.headers import Column
from mlcore.pipeline.files.spreadsheet import Cell, Record
from mlcore.pipeline.messages import N_, message
from mlcore.pipeline.schema import Field, InvalidValue
from mlcore.pipeline.schema.spelling import spelled, tidy

Verdict = Literal["pupil", "perhaps", "no pupil"]

# What such rows are called; a label consists of these words and of those that only go with them.
NO_STUDENT = N_("No row below the header is a student: each is called a total, an average or the like.")
SURE = """average averages avg median total totals subtotal subtotals stdev stddev deviation variance possible maximum
minimum highest lowest quartile percentile durchschnitt mittelwert summe gesamt standardabweichung klassenschnitt
schnitt moyenne moyennes somme ecart-type \u00e9cart-type m\u00e9diane promedio gemiddelde totaal \u015brednia
medelv\u00e4rde snitt gennemsnit gjennomsnitt keskiarvo h\u00f6chstpunktzahl maximalpunktzahl gesamtpunktzahl erreichbar
bar\u00e8me bareme m\u00e1ximo maximo m\u00ednimo massimo minimo maximaal m\u00e1xima maxima"""
# Somebody may be called so: only at the end of a table, beside nothing but numbers.
ALSO_NAMES = "max min sum mean mode sd count media mediana suma som soma somma summa medel medie m\u00e9dia punkte"
BESIDE = (
    "class group grand overall score scores point points mark marks grade grades result results standard test klasse"
)
LOOSE = """sub std st dev of the in for all row rows column columns student students pupil pupils school year section
form n = - out classe clase klas"""
NAMES, SAID = set(ALSO_NAMES.split()), set(SURE.split())
TELLING, ANY = SAID | set(BESIDE.split()), SAID | set(BESIDE.split()) | NAMES | set(LOOSE.split())
WHOLE_LABELS = {
    "student, test",
    "test student",
    "points possible",
    "std dev",
    "std. dev.",
    "out of",
    "max points",
    "std",
}
NO_WORDS = re.compile(r"[\s\d.,:;%()+\u2212#/*-]*|\(read only\)", re.IGNORECASE)
LONGEST_LABEL, MOST_REMEMBERED = 40, 10_000
# So many rows one below the other are no end of a table: in this file they are pupils, or a class has that name.
MOST_HELD = 1_000
MOST_TOLD = 100


class PupilRows:
    """The rows of a table without those that are no pupil; `left_out` are the first of these, once all were read.

    `who` are the places of columns that tell who a pupil is: numbers, first and last names.
    """

    def __init__(self, records: Iterable[Record], columns: Sequence[Column], who: Collection[int] = ()) -> None:
        self.left_out: list[SummaryRow] = []
        self.count_left_out = 0
        self._records, self._who = records, who
        # First cells that are no label, however their rows go on: a file repeats few, or has a new one per row.
        self._others: set[Cell] = set()
        self._fields = {column.position: column.field for column in columns if column.field}
        self._headers = [(column.position, column.header) for column in columns if column.field]

    def __iter__(self) -> Iterator[Record]:
        """Raises DataError where no row is a pupil."""
        held: list[Record] = []
        came, are_names = False, False
        for record in self._records:
            if came and not held and record[1][:1] and self._is_no_label(record[1][0]):
                yield record
                continue
            verdict = self._verdict(record[1])
            are_names = are_names or len(held) == MOST_HELD
            if verdict == "pupil" or (verdict == "perhaps" and are_names):
                yield from self._pupils_among(held, record)
                yield record
                held, came = [], True
            elif verdict == "perhaps":
                held.append(record)
            else:
                self._leave_out(record)
        yield from self._last(held, came)

    def _is_no_label(self, cell: Cell) -> bool:
        """Numbers of students are never the same twice; others are remembered."""
        return (isinstance(cell, str) and cell.isdecimal()) or cell in self._others

    def _pupils_among(self, held: Sequence[Record], pupil: Record) -> Iterator[Record]:
        """Max without the number or surname that others have is what a full result is."""
        told = [place for place in self._who if _is_filled(pupil[1], place)]
        for record in held:
            if all(_is_filled(record[1], place) for place in told):
                yield record
            else:
                self._leave_out(record)

    def _last(self, held: Sequence[Record], came: bool) -> Iterator[Record]:
        if came:
            for record in held:
                self._leave_out(record)
        elif held:
            yield from held
        else:
            raise DataError(message(NO_STUDENT))

    def _leave_out(self, record: Record) -> None:
        self.count_left_out += 1
        if len(self.left_out) < MOST_TOLD:
            self.left_out.append(SummaryRow(record[0], tidy(str(_first(record[1])[1]))))

    def _is_header(self, cells: Sequence[Cell]) -> bool:
        """Reports of several pages say their header on each."""
        return len(self._headers) > 1 and all(
            place < len(cells) and isinstance(cell := cells[place], str) and tidy(cell) == header
            for place, header in self._headers
        )

    def _verdict(self, cells: Sequence[Cell]) -> Verdict:
        if self._is_header(cells):
            return "no pupil"
        place, label = _first(cells)
        verdict = _of_label(label) if isinstance(label, str) else "pupil"
        if verdict == "pupil":
            if place == 0 and label and len(self._others) < MOST_REMEMBERED:
                self._others.add(label)
            return verdict
        if self._has_choice(cells):
            return "pupil"
        field = self._fields.get(place)
        if verdict == "perhaps" or (field and field.is_cluster):
            return "perhaps" if _are_numbers(cells[place + 1 :]) else "pupil"
        return verdict

    def _has_choice(self, cells: Sequence[Cell]) -> bool:
        """Whether something is said of a pupil: no average has a gender."""
        return any(
            field.is_choice and place < len(cells) and _says(field, cells[place])
            for place, field in self._fields.items()
        )


def _is_filled(cells: Sequence[Cell], place: int) -> bool:
    return place < len(cells) and bool(str(cells[place]).strip())


def _says(field: Field, cell: Cell) -> bool:
    try:
        return isinstance(cell, str) and field.clean(cell) is not None
    except InvalidValue:
        return False


def _first(cells: Sequence[Cell]) -> tuple[int, Cell]:
    """The first cell that is not blank, and where it stands."""
    if cells and isinstance(cells[0], str) and cells[0].strip():
        return 0, cells[0]
    return next(
        ((place, cell) for place, cell in enumerate(cells) if not isinstance(cell, str) or cell.strip()), (0, "")
    )


def _are_numbers(cells: Sequence[Cell]) -> bool:
    return all(isinstance(cell, str) and NO_WORDS.fullmatch(cell) for cell in cells)


@lru_cache(maxsize=10_000)
def _of_label(text: str) -> Verdict:
    if len(text) > LONGEST_LABEL:
        return "pupil"
    label = " ".join(spelled(text).replace(".", " ").rstrip(" :=").split())
    if label in WHOLE_LABELS:
        return "no pupil"
    words = set(re.split(r"[\s:()/.]+", label))
    if not words & (SAID | NAMES) or not all(_may_stand_in_a_label(word) for word in words):
        return "pupil"
    return "no pupil" if words & TELLING else "perhaps"


def _may_stand_in_a_label(word: str) -> bool:
    """'average 7a': the name of a class has a digit."""
    return not word or word in ANY or any(letter.isdigit() for letter in word)
