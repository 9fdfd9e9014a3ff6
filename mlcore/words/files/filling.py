"""What is said of a gradebook that is filled: who was found, what goes in, what stays as it is."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore.pipeline.messages import Figure
from mlcore.pipeline.schema import Field, plain
from mlcore.words import numbers
from mlcore.words.files.told import listed as told_of
from mlcore.words.files.told import quoted, some_of
from mlcore.words.numbers import count, students
from mlcore.words.said import said

MOST_NAMED = 12


def no_numbers() -> str:
    return _(
        "Rows are matched by the number of the student alone, and no student of this class has one. Enter the numbers "
        "on the students' pages, or add them from a file."
    )


def nobody(headers: Sequence[str]) -> str:
    told = _(
        "No number in %(columns)s is that of a student of this class. Look whether the file is of this class, and "
        "whether the numbers on the students' pages are those of the program that it comes from."
    )
    return told % {"columns": said(told_of([quoted(header) for header in headers]))}


def others(header: str) -> str:
    told = _(
        "Numbers in “%(header)s” are those of students of this class, but most names beside them are of other people. "
        "Look whether the file is of this class."
    )
    return told % {"header": header}


def found(pupils: int, of: int, header: str) -> str:
    told = ngettext(
        "%(count)s of %(rows)s is of this class, by the number in “%(header)s”.",
        "%(count)s of %(rows)s are of this class, by the number in “%(header)s”.",
        pupils,
    )
    return told % {"count": count(pupils), "rows": numbers.rows(of), "header": header}


def column(title: str, maximum: float | None) -> str:
    return (
        title if maximum is None else _("%(title)s (out of %(maximum)s)") % {"title": title, "maximum": _plain(maximum)}
    )


def other_kind(*, takes_grades: bool) -> str:
    if takes_grades:
        return _("The template takes grades (“Score Type: GRADESCALE”), no points. Choose a grade.")
    return _("The template takes points (“Score Type: POINTS”), no texts. Choose a number.")


def ask(field: Field, title: str, maximum: float) -> str:
    told = _("“%(title)s” counts out of %(maximum)s, and %(field)s goes to %(high)s. Say how a value is written.")
    return told % {
        "title": title,
        "maximum": _plain(maximum),
        "field": field.label,
        "high": _plain(field.bounds[1]),
    }


def not_from_nothing(field: Field) -> str:
    told = _(
        "%(field)s begins at %(low)s, so that no part of a maximum means the same. Choose a column with the same scale."
    )
    return told % {"field": field.label, "low": _plain(field.bounds[0])}


def above(number: int, highest: float, title: str, maximum: float) -> str:
    told = ngettext(
        "%(count)s value is above the %(maximum)s that “%(title)s” counts to, the highest %(highest)s. Have them "
        "scaled, or choose another column.",
        "%(count)s values are above the %(maximum)s that “%(title)s” counts to, the highest %(highest)s. Have them "
        "scaled, or choose another column.",
        number,
    )
    facts = {"count": count(number), "maximum": _plain(maximum), "title": title, "highest": _plain(highest)}
    return told % facts


def filled(number: int, of: int, title: str) -> str:
    if not number:
        return _("Nothing would be written into “%(title)s”.") % {"title": title}
    told = ngettext(
        "%(count)s of %(rows)s gets a value in “%(title)s”.",
        "%(count)s of %(rows)s get a value in “%(title)s”.",
        number,
    )
    return told % {"count": count(number), "rows": numbers.rows(of), "title": title}


def scaled(example: float, text: str, field: Field, maximum: float) -> str:
    facts = {"value": _plain(example), "high": _plain(field.bounds[1]), "text": text, "maximum": _plain(maximum)}
    return _("%(value)s of %(high)s is written as %(text)s of %(maximum)s.") % facts


def there(number: int) -> str:
    told = ngettext(
        "%(rows)s has something there already and keeps it.",
        "%(rows)s have something there already and keep it.",
        number,
    )
    return told % {"rows": numbers.rows(number)}


def nothing(names: Sequence[str], label: str) -> str:
    facts = {"students": students(len(names)), "label": label, "names": _some(names)}
    return _("Nothing to write for %(students)s (“%(label)s”): %(names)s.") % facts


def unknown(rows: Sequence[str]) -> str:
    told = ngettext(
        "%(rows)s has a number that no student of this class has, and stays as it is: %(named)s.",
        "%(rows)s have numbers that no student of this class has, and stay as they are: %(named)s.",
        len(rows),
    )
    return told % _rows(rows)


def twice(rows: Sequence[str]) -> str:
    told = _("%(rows)s have a number that stands in several rows, and stay as they are: %(named)s.")
    return told % _rows(rows)


def differ(rows: Sequence[str]) -> str:
    told = ngettext(
        "In %(rows)s the number and the name say different people; check it: %(named)s.",
        "In %(rows)s the number and the name say different people; check them: %(named)s.",
        len(rows),
    )
    return told % _rows(rows)


def absent(names: Sequence[str]) -> str:
    told = ngettext(
        "%(students)s of the class is not in the file: %(names)s.",
        "%(students)s of the class are not in the file: %(names)s.",
        len(names),
    )
    return told % {"students": students(len(names)), "names": _some(names)}


def row(number: int, name: str) -> str:
    if name:
        return _("row %(row)s (%(name)s)") % {"row": number, "name": name}
    return _("row %(row)s") % {"row": number}


def _rows(rows: Sequence[str]) -> dict[str, str]:
    return {"rows": numbers.rows(len(rows)), "named": _some(rows)}


def _some(items: Sequence[str]) -> str:
    return said(some_of(items, MOST_NAMED))


def _plain(number: float) -> str:
    return numbers.localised(Figure(plain(number)))
