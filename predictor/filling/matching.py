"""Whose row is which: by the number of the student alone, in the column that fits best."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.layout.layout import LayoutColumn
from mlcore.pipeline.filling.template import Template
from mlcore.words.files import filling as words
from predictor.imports.core.numbers import ByNumber
from predictor.imports.core.person import Person, same_name


@dataclass(frozen=True, kw_only=True)
class Pupil:
    """A row of a template as it says itself, and the student of the class with its number, if there is one."""

    row: int
    number: str
    name: str
    student: Person | None = None

    @property
    def names_differ(self) -> bool:
        """The number says who it is, and the name beside it says something else."""
        return self.student is not None and bool(self.name) and not same_name(self.name, self.student.name)


@dataclass(frozen=True, kw_only=True)
class Matched:
    """`key` is the column by which they were found; `absent` are students whom the file does not have."""

    template: Template
    key: LayoutColumn
    pupils: tuple[Pupil, ...]
    absent: tuple[Person, ...]


def matched(template: Template, people: Sequence[Person]) -> Matched:
    """Raises DataError, with the remedy, where nobody is found."""
    if not any(person.reference for person in people):
        raise DataError(words.no_numbers())
    by_number = ByNumber(people)
    tried = [(column, _pupils(template, column, by_number)) for column in template.keys]
    key, pupils = max(tried, key=lambda one: sum(pupil.student is not None for pupil in one[1]))
    students = [pupil.student.pk for pupil in pupils if pupil.student]
    if not students:
        raise DataError(words.nobody([column.header for column in template.keys]))
    # Short numbers are easily those of others elsewhere.
    if 2 * sum(pupil.names_differ for pupil in pupils) > len(students):
        raise DataError(words.others(key.header))
    there = set(students)
    absent = tuple(person for person in people if person.pk not in there)
    return Matched(template=template, key=key, pupils=pupils, absent=absent)


def twice(pupils: Sequence[Pupil]) -> set[int]:
    """Students whom a file has in several rows: which of them is meant, nobody can tell."""
    rows = Counter(pupil.student.pk for pupil in pupils if pupil.student)
    return {pk for pk, count in rows.items() if count > 1}


def _pupils(template: Template, column: LayoutColumn, by_number: ByNumber) -> tuple[Pupil, ...]:
    numbers = ((row, template.cell(row, column.position)) for row in template.records)
    return tuple(
        Pupil(row=row, number=number, name=template.name(row), student=by_number.find(number))
        for row, number in numbers
    )
