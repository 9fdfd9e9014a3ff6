"""What went into a prediction, as far as a sheet may say it: nothing of a sensitive field."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore.pipeline.schema import Field
from mlcore.words.names import said_some
from mlcore.words.warnings import said, stored
from predictor.models import Prediction, Student
from predictor.predicting.reasons import not_used, schema_of, went_in
from predictor.predicting.words import Entered

# Paper has room for so many, on a line each; and for so many names in a sentence.
MOST_ENTRIES, MOST_NAMED = 16, 5
LONGEST_LABEL, LONGEST_VALUE, LONGEST_NAMED = 34, 22, 30


@dataclass(frozen=True)
class Entry:
    label: str
    shown: str
    since: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Entries:
    """`more` went in, too, without room here; `private` are those of sensitive fields."""

    shown: tuple[Entry, ...]
    more: int
    private: int
    unknown: str
    not_used: str
    doubts: tuple[str, ...]

    @property
    def more_said(self) -> str:
        if not self.more:
            return ""
        return ngettext(
            "%(count)s more is on the student's page.", "%(count)s more are on the student's page.", self.more
        ) % {"count": self.more}

    @property
    def private_said(self) -> str:
        if not self.private:
            return ""
        return ngettext(
            "%(count)s more went in. It is private, so it is not printed.",
            "%(count)s more went in. They are private, so they are not printed.",
            self.private,
        ) % {"count": self.private}


def entries_of(prediction: Prediction, student: Student) -> Entries:
    entered = [one for one in went_in(prediction) if one.shown]
    open_ones = [one for one in entered if not one.field.sensitive]
    shown = [_entry(one, prediction, student) for one in open_ones[:MOST_ENTRIES]]
    return Entries(
        shown=tuple(shown),
        more=len(open_ones) - len(shown),
        private=len(entered) - len(open_ones),
        unknown=_named(one.field for one in went_in(prediction) if not one.shown),
        not_used=_named(not_used(prediction)),
        doubts=_doubts(prediction),
    )


def _entry(one: Entered, prediction: Prediction, student: Student) -> Entry:
    label, shown = Truncator(one.field.label).chars(LONGEST_LABEL), Truncator(one.shown).chars(LONGEST_VALUE)
    return Entry(label, shown, _since(one.field, prediction, student))


def _since(field: Field, prediction: Prediction, student: Student) -> dt.date | None:
    """The day from which it is known, where it was known before it was predicted."""
    noted = student.noted.get(field.slug)
    if noted is None or student.known.get(field.slug) != prediction.submission.answers.get(field.slug):
        return None
    day, asked = timezone.localdate(dt.datetime.fromisoformat(noted)), timezone.localdate(prediction.made_at)
    return day if day < asked else None


def _named(fields: Iterable[Field]) -> str:
    names = [Truncator(field.label).chars(LONGEST_NAMED) for field in fields if not field.sensitive]
    return said_some(names, MOST_NAMED)


def _doubts(prediction: Prediction) -> tuple[str, ...]:
    """What else the model could not know, in two sentences at most; gaps are named apart."""
    schema = prediction.schema
    sensitive = _sensitive([*schema.fields, *schema_of(prediction).fields])
    told = [warning for warning in map(stored, prediction.warnings) if warning.field not in {*sensitive, ""}]
    if any(getattr(warning, "widens", False) for warning in told if warning.kind == "missing"):
        gaps = [_("The range is wider for what is not known.")]
    else:
        gaps = []
    others = [said(warning, schema) for warning in told if warning.kind != "missing"]
    return (*gaps, *(Truncator(sentence).chars(160) for sentence in others[:2]))


def _sensitive(fields: Sequence[Field]) -> set[str]:
    return {field.slug for field in fields if field.sensitive}
