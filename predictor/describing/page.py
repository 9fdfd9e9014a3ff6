"""What the pages of a described file show."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from mlcore.pipeline.describing.proposal import Proposal, ProposedColumn
from mlcore.words.describing.reasons import described, reasons
from predictor.describing.forms import ColumnForm

# The headings, in the order in which somebody wants to see them.
PARTS = (
    ("result", _("The result"), _("What is predicted.")),
    ("input", _("Known before the result"), _("From these it is predicted.")),
    ("audit", _("Only looked at"), _("Never used; they tell for whom a model errs.")),
    ("kept", _("Stored, not used"), _("Names of classes keep students of one class together in checks.")),
    ("left out", _("Left out"), _("Nothing of these is stored.")),  # not for readers
)


@dataclass(frozen=True)
class Shown:
    """One column with its form and why it is what it is. `is_open`: something in its form is wrong."""

    column: ProposedColumn
    form: ColumnForm
    what: str
    reasons: Sequence[str]
    is_open: bool


@dataclass(frozen=True)
class Part:
    key: str
    title: str
    about: str
    columns: Sequence[Shown]


def parts(proposal: Proposal, forms: Sequence[ColumnForm]) -> list[Part]:
    """Columns by what is done with them."""
    shown = [_shown(form.column, form) for form in forms]
    found = (
        Part(use, str(title), str(about), [s for s in shown if _use(s.column) == use]) for use, title, about in PARTS
    )
    return [part for part in found if part.columns]


def _use(column: ProposedColumn) -> str:
    return column.use if column.is_taken else "left out"  # not for readers


def _shown(column: ProposedColumn, form: ColumnForm) -> Shown:
    what = described(column.field) if column.field and column.is_taken else ""
    return Shown(column, form, what, reasons(column), form.is_bound and bool(form.errors))
