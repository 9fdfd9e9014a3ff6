"""Rules to begin with, and why: a fact, of which a sentence is made when it is read."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy

from predictor.models import FieldRules
from predictor.models.accounts.fields import Rules


class Why(StrEnum):
    INCOME_OR_ORIGIN = "income-or-origin"
    LOOKS_CONFIDENTIAL = "looks-confidential"


SAID = {
    Why.INCOME_OR_ORIGIN: gettext_lazy(
        "Nobody needs to know what tells of a family's income or origin in order to teach. Teachers predict without it."
    ),
    Why.LOOKS_CONFIDENTIAL: gettext_lazy(
        "Nobody needs to know what is marked as sensitive, or named like something confidential, in order to teach. "
        "Teachers predict without it."
    ),
}


@dataclass(frozen=True)
class Preset:
    """`is_shipped`: with the schema, and not found by the names of its fields."""

    rules: Rules
    why: Why
    is_shipped: bool

    @property
    def reason(self) -> str:
        return str(SAID[self.why])


def reason_of(row: FieldRules) -> str:
    """Of a decision: as somebody wrote it, or in the reader's language where nobody of the school decided."""
    known = {str(why) for why in Why}
    return str(SAID[Why(row.reason)]) if row.made_by_id is None and row.reason in known else row.reason
