"""The data inventory: every group of tables, then every field of every schema."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from mlcore.words.numbers import NONE
from predictor.documents.facts import fields, keeping
from predictor.documents.facts.held.line import Held
from predictor.documents.facts.held.tables import HELD, OUTSIDE
from predictor.documents.parts import Section, Table


def write() -> list[Section]:
    return [
        Section(name="database", heading=_("In the database"), tables=[_table(_("Groups of tables"), HELD)]),
        Section(name="outside", heading=_("Outside of the database"), tables=[_table(_("Files"), OUTSIDE)]),
        Section(name="fields", heading=_("What is known of students, field by field"), tables=fields.tables()),
        Section(name="limits", heading=_("For how long"), tables=[keeping.table()]),
    ]


def in_short() -> Table:
    """Without who sees it, for how long and in which table."""
    rows = [(str(one.name), str(one.what), str(one.whom)) for one in HELD]
    note = _("For how long each is kept, and who sees it, is told by the data inventory.")
    return Table(_("What is kept"), (_("What"), _("It holds"), _("About")), rows, note)


def _table(heading: str, held: Iterable[Held]) -> Table:
    columns = (_("What"), _("It holds"), _("About"), _("Kept for how long"), _("Seen by"), _("Tables"))
    return Table(heading, columns, [_row(one) for one in held])


def _row(one: Held) -> tuple[str, ...]:
    return str(one.name), str(one.what), str(one.whom), one.kept(), str(one.seen), ", ".join(one.tables) or NONE
