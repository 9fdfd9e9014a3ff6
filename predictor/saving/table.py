"""What a list is as a file, whichever kind of file it becomes."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from mlcore.words.numbers import count

# About two seconds as a workbook; a longer list is read as CSV. A student's row takes about as long as four others.
MOST_WORKBOOK_ROWS, MOST_STUDENTS = 20_000, 5_000

# None, and what has no value, is a blank cell. A Decimal has the digits it has; a float as many as its list says.
Cell = str | int | float | Decimal | dt.datetime | dt.date | None


class TooLong(Exception):
    """More rows than a workbook is made of."""

    def __init__(self) -> None:
        super().__init__(too_long(_("rows"), MOST_WORKBOOK_ROWS, _("save as CSV")))


@dataclass(frozen=True, kw_only=True)
class SavedTable:
    """`name` is the file's, without its day and ending, `title` the sheet's. `rows` are read once, in pieces, each of
    which is written as soon as it is there. `widths` in characters, by header, where 12 are not right. Numbers that
    are not whole have so many `decimals`.
    """

    name: str
    title: str
    header: Sequence[str]
    pieces: Iterable[Iterable[Sequence[Cell]]]
    widths: Mapping[str, int] = field(default_factory=dict)
    decimals: int = 2

    def file_name(self, ending: str) -> str:
        return f"{self.name}-{timezone.localdate():%Y-%m-%d}.{ending}"


def named_after(kind: str, name: str) -> str:
    """'class-8a' of Class 8a: a file name in any script, without what systems refuse in one."""
    return "-".join(filter(None, (kind, slugify(name, allow_unicode=True)[:60])))


def is_too_long(rows: QuerySet[Model], most: int) -> bool:
    """For a workbook."""
    return rows.order_by()[most:].exists()


def too_long(what: str, most: int, remedy: str) -> str:
    template = _("More than %(count)s %(what)s are too many for a workbook: %(remedy)s.")
    return template % {"count": count(most), "what": what, "remedy": remedy}
