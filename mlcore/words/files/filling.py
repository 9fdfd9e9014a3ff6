"""What is said of a gradebook that is filled: who was found, what goes in, what stays as it is."""

from collections.abc import Sequence

from mlcore.pipeline.schema import Field, plain
from mlcore.pipeline.schema.texts import some_of
from mlcore.words import numbers
from mlcore.words.names import listed
from mlcore.words.numbers import count, students

MOST_NAMED = 12


def no_numbers() -> str:
    return (
        "Rows are matched by the number of the student alone, and no student of this class has one. Enter the numbers "
        "on the students' pages, or add them from a file."
    )


def nobody(headers: Sequence[str]) -> str:
    columns = listed([f"“{header}”" for header in headers])
    return (
        f"No number in {columns} is that of a student of this class. Look whether the file is of this class, and "
        "whether the numbers on the students' pages are those of the program that it comes from."
    )


def others(header: str) -> str:
    return (
        f"Numbers in “{header}” are those of students of this class, but most names beside them are of other people. "
        "Look whether the file is of this class."
    )


def found(pupils: int, of: int, header: str) -> str:
    return f"{count(pupils)} of {numbers.rows(of)} {_are(pupils)} of this class, by the number in “{header}”."


def column(title: str, maximum: float | None) -> str:
    return f"{title} (out of {plain(maximum)})" if maximum is not None else title


def other_kind(*, takes_grades: bool) -> str:
    if takes_grades:
        return "The template takes grades (“Score Type: GRADESCALE”), no points. Choose a grade."
    return "The template takes points (“Score Type: POINTS”), no texts. Choose a number."


def ask(field: Field, title: str, maximum: float) -> str:
    return (
        f"“{title}” counts out of {plain(maximum)}, and {field.label} goes to {plain(field.bounds[1])}. "
        "Say how a value is written."
    )


def not_from_nothing(field: Field) -> str:
    return (
        f"{field.label} begins at {plain(field.bounds[0])}, so that no part of a maximum means the same. "
        "Choose a column with the same scale."
    )


def above(number: int, highest: float, title: str, maximum: float) -> str:
    return (
        f"{count(number)} {'value is' if number == 1 else 'values are'} above the {plain(maximum)} that “{title}” "
        f"counts to, the highest {plain(highest)}. Have them scaled, or choose another column."
    )


def filled(number: int, of: int, title: str) -> str:
    if not number:
        return f"Nothing would be written into “{title}”."
    return f"{count(number)} of {numbers.rows(of)} {'gets' if number == 1 else 'get'} a value in “{title}”."


def scaled(example: float, text: str, field: Field, maximum: float) -> str:
    return f"{plain(example)} of {plain(field.bounds[1])} is written as {text} of {plain(maximum)}."


def there(number: int) -> str:
    return f"{numbers.rows(number)} {'has' if number == 1 else 'have'} something there already and {_keep(number)} it."


def nothing(names: Sequence[str], label: str) -> str:
    return f"Nothing to write for {students(len(names))} (“{label}”): {_some(names)}."


def unknown(rows: Sequence[str]) -> str:
    has, stay = ("has a number", "stays as it is") if len(rows) == 1 else ("have numbers", "stay as they are")
    return f"{numbers.rows(len(rows))} {has} that no student of this class has, and {stay}: {_some(rows)}."


def twice(rows: Sequence[str]) -> str:
    return f"{numbers.rows(len(rows))} have a number that stands in several rows, and stay as they are: {_some(rows)}."


def differ(rows: Sequence[str]) -> str:
    them = "it" if len(rows) == 1 else "them"
    return f"In {numbers.rows(len(rows))} the number and the name say different people; check {them}: {_some(rows)}."


def absent(names: Sequence[str]) -> str:
    return f"{students(len(names))} of the class {_are(len(names))} not in the file: {_some(names)}."


def row(number: int, name: str) -> str:
    return f"row {number} ({name})" if name else f"row {number}"


def _some(items: Sequence[str]) -> str:
    return some_of(items, most=MOST_NAMED)


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _keep(number: int) -> str:
    return "keeps" if number == 1 else "keep"
