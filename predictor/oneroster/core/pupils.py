"""The rows of one class of a zip: who learns in it, whose place has ended, and where the zip says so."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from mlcore.pipeline.files.oneroster.records import Person, Roster
from mlcore.pipeline.schema import Value
from mlcore.pipeline.schema.spelling import is_text, name_in
from predictor.imports.core.entry import Entry
from predictor.imports.core.problems import Kind, Problem
from predictor.oneroster.core.here import Class, Pupil
from predictor.oneroster.core.learners import FILE, Place

LONGEST_NAME, LONGEST_NUMBER = 150, 50
PEOPLE_FILE = "users.csv"


@dataclass(frozen=True, kw_only=True)
class Rows:
    """`pupils` and `lines` ('users.csv, line 3') by row; `is_whole`: whoever is not in it is not in the class there."""

    pupils: Mapping[int, Pupil]
    lines: Mapping[int, str]
    strangers: frozenset[int]
    ended: tuple[Pupil, ...]
    is_whole: bool

    def entries(self, values: Callable[[str], Mapping[str, Value]]) -> list[Entry]:
        return [
            Entry(
                row=row,
                reference=pupil.number,
                name=pupil.name,
                values=values(pupil.id),
                problems=tuple(self._problems(row, pupil)),
            )
            for row, pupil in self.pupils.items()
        ]

    def _problems(self, row: int, pupil: Pupil) -> Iterator[Problem]:
        if row in self.strangers:
            yield Problem(kind=Kind.NOBODY, row=row, value=pupil.id)
        for text, longest in ((pupil.name, LONGEST_NAME), (pupil.number, LONGEST_NUMBER)):
            if not is_text(text):
                yield Problem(kind=Kind.NO_TEXT, row=row, value=repr(text))
            elif len(text) > longest:
                yield Problem(kind=Kind.LONG, row=row, value=text[:longest], more=str(longest))


def rows_of(
    roster: Roster, here: Class, places: Mapping[str, Place], known: Mapping[str, Pupil], told: Collection[str]
) -> Rows:
    """In the order of the zip; then, of a delta, those of whom it speaks without an enrolment (`told`: by a result)."""
    is_whole = roster.modes.get(FILE) == "bulk"
    others = [person for person in here.ids if person not in places]
    gone = [person for person in others if person in roster.students and roster.students[person].deleted]
    ids = [person for person, place in places.items() if not place.is_over]
    if not is_whole:
        ids += [one for one in others if one not in gone and (one in roster.students or one in told)]
    rows = dict(enumerate(ids, start=1))
    ended = [person for person, place in places.items() if place.is_over] + gone
    return Rows(
        pupils={row: _pupil(one, roster, known) for row, one in rows.items()},
        lines={row: _line(one, roster, places) for row, one in rows.items()},
        strangers=frozenset(row for row, one in rows.items() if one not in roster.students and one not in known),
        ended=tuple(_pupil(one, roster, known) for one in ended),
        is_whole=is_whole,
    )


def _pupil(identity: str, roster: Roster, known: Mapping[str, Pupil]) -> Pupil:
    person = roster.students.get(identity)
    if person is None:
        return known.get(identity) or Pupil(id=identity, name="", number=identity)
    return Pupil(id=identity, name=_name(person), number=person.identifier or identity)


def _name(person: Person) -> str:
    return name_in(f"{person.given_name} {person.family_name}")


def _line(identity: str, roster: Roster, places: Mapping[str, Place]) -> str:
    place, person = places.get(identity), roster.students.get(identity)
    if place and place.line is not None:
        return f"{FILE}, line {place.line}"
    return f"{PEOPLE_FILE}, line {person.line}" if person else "results.csv"
