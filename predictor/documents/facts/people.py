"""How many hold which role, and of how many students something is kept; nobody is named."""

from django.utils.translation import gettext as _

from mlcore.words.numbers import count
from predictor.access.people.reads import found
from predictor.access.people.words import ABOUT, LABELS
from predictor.documents.facts.words import how_many, how_many_students
from predictor.documents.parts import Table
from predictor.models import Classroom, Correction, Student


def roles() -> Table:
    """Of accounts that may sign in; whoever holds two roles counts in both."""
    rows = [
        (str(label), str(ABOUT[role]), count(found("", role).filter(is_active=True).count()))
        for role, label in LABELS.items()
    ]
    note = _("Whoever holds two roles counts in both. Accounts that may not sign in are left out.")
    return Table(_("Who gets to see it"), (_("Role"), _("What they see"), _("Accounts")), rows, note)


def affected() -> Table:
    rows = [
        (_("Students"), how_many_students(Student.objects.all())),
        (_("Classes"), how_many(Classroom.objects.filter(archived_at=None))),
        (_("Archived classes"), how_many(Classroom.objects.exclude(archived_at=None))),
    ]
    return Table(_("How many"), (_("Who"), _("Count")), rows)


def objecting() -> str:
    told = _("Students who object, and so are neither predicted nor learned from: %(count)s.")
    return told % {"count": how_many_students(Student.objects.exclude(objected_at=None))}


def correcting() -> str:
    waiting = Correction.objects.filter(state=Correction.State.OPEN)
    told = _("Requests to correct an entry that are open: %(count)s.")
    return told % {"count": how_many_students(waiting)}
