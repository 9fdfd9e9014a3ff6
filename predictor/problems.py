"""What use-cases refuse, by the names under which every door meets it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from mlcore import stopping
from mlcore.pipeline.messages import N_, Message, message
from mlcore.pipeline.schema import answers
from mlcore.versions import ledger, live, promotions
from mlcore.words.said import said
from predictor.roles import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from predictor.models import Classroom, Student

InvalidAnswers = answers.InvalidAnswers
NoLiveModel = live.NoLiveModel
PredictingStopped, NotTurned = stopping.PredictingStopped, stopping.NotTurned
NotPromoted, LiveChanged = promotions.NotPromoted, promotions.LiveChanged
NotATime = ledger.NotATime


class Refusal(Exception):
    """Made of a message, or of a text; as a string it is in the language of whoever reads it."""

    def __str__(self) -> str:
        return said(self.args[0]) if self.args else ""


class ReferenceTaken(Exception):
    """Two students of a class cannot have one number."""


class ClassArchived(Refusal):
    """Nothing but results is added to an archived class: the same sentence through every door."""

    def __init__(self, classroom: "Classroom") -> None:
        told = N_(
            "%(class)s is archived: results may still be entered; nothing else is added, changed or predicted there. "
            "Bring it back on its page first."
        )
        super().__init__(message(told, **{"class": classroom.name}))
        self.classroom = classroom.pk

    @classmethod
    def check(cls, classroom: "Classroom") -> None:
        if classroom.archived_at:
            raise cls(classroom)

    @classmethod
    def check_of(cls, student: "Student", by: "User", act: Act = Act.CHANGE) -> None:
        """Whoever may do it to another class of theirs, which is not archived, goes on there."""
        if student.is_closed_to(by, act):
            raise cls(student.class_known_to(by))


class StudentObjects(Refusal):
    """They, or their family, object to being predicted: the same sentence through every door."""

    def __init__(self, student: "Student") -> None:
        told = N_("There is an objection to predicting %(student)s, so nothing is predicted for them.")
        super().__init__(message(told, student=student.name))

    @classmethod
    def check(cls, student: "Student") -> None:
        if student.objected_at:
            raise cls(student)


class ObjectionStays(Exception):
    """It is noted already, or there is none to take back."""


class CorrectionStays(Exception):
    """A correction cannot be asked for or decided like this; said with the remedy."""


class ClassStays(Exception):
    """A class, or who teaches it, cannot be changed like this; said with the remedy."""


class EstimateRefused(Exception):
    """A teacher's own estimate cannot be stored like this; said with what is allowed."""


class DeletedMeanwhile(Refusal):
    """What was written about is gone since it was looked up: 'not found' through every door."""


class EnteredMeanwhile(Exception):
    """Somebody else entered something there since it was looked at. `cells`: student and field by name."""

    def __init__(self, cells: Sequence[tuple[str, str]]) -> None:
        of = _("%(field)s of %(student)s")
        named = ", ".join(of % {"field": field, "student": student} for student, field in cells[:5])
        if len(cells) > 5:
            named = _("%(some)s and %(count)s more") % {"some": named, "count": len(cells) - 5}
        told = _("Nothing was stored: somebody entered %(cells)s in the meantime. Look again.")
        super().__init__(told % {"cells": named})
        self.cells = tuple(cells)


class RolesRefused(Exception):
    """A role or a department cannot be given like this; said with the remedy. `about` is the entry to mend."""

    def __init__(self, message: str, about: str) -> None:
        super().__init__(message)
        self.about = about


class LastAdmin(RolesRefused):
    """Nobody would be left who can give roles."""


class BoundariesRefused(Exception):
    """Grade boundaries cannot be set or taken back like this; said with the remedy. `about` is the entry to mend."""

    def __init__(self, message: str, about: str) -> None:
        super().__init__(message)
        self.about = about


class BoundariesChanged(BoundariesRefused):
    """Somebody decided others since they were looked at."""


class FieldRulesRefused(Exception):
    """Rules for fields cannot be decided like this; said with the remedy. `about` is the field or entry to mend."""

    def __init__(self, message: str, about: str) -> None:
        super().__init__(message)
        self.about = about


class FieldRulesChanged(FieldRulesRefused):
    """Somebody decided others since they were looked at."""


class StatementRefused(Exception):
    """What somebody says for a document cannot be kept; said with the remedy. `about` is the gap."""

    def __init__(self, message: str, about: str) -> None:
        super().__init__(message)
        self.about = about


class DayIsOver(BoundariesRefused):
    """The day from which they would be in force."""


class TargetStays(Exception):
    """A target cannot be changed like this; said with the remedy."""


class TargetLocked(TargetStays):
    """Somebody else locked it."""


class TargetChanged(TargetStays):
    """It is not what was seen any more."""


class ResultStays(Exception):
    """A result cannot be recorded or corrected like this; said with the remedy."""


class ResultChanged(ResultStays):
    """Somebody corrected it since it was looked at."""


class SupportStays(Exception):
    """Support cannot be noted, ended, corrected or removed like this; said with the remedy."""


class SupportChanged(SupportStays):
    """Somebody ended, corrected or removed it since it was looked at."""


class FileRefused(Refusal):
    """A file cannot be predicted like this; said with the remedy."""


class ImportRefused(Refusal):
    """A file cannot be taken in like this; said with the remedy."""


class ImportUnclear(ImportRefused):
    """It must be said how the file is read: `what` names the choice, by value and label."""

    def __init__(self, message: Message, *, what: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(message)
        self.what, self.choices = what, tuple(choices)


class ImportDone(ImportRefused):
    """It was stored, undone or thrown away already, perhaps in another tab."""


class PlanChanged(ImportRefused):
    """What would be stored is not what was seen any more."""


class ImportOdd(ImportRefused):
    """Its rows look odd as a whole; somebody must say that they are right."""


class UndoRefused(ImportRefused):
    """Students were changed since; they are named."""


class ForgettingRefused(Exception):
    """A student is not forgotten like this; said with the remedy."""


class JobEnded(Exception):
    """It cannot be called off any more."""


class PlacesRefused(Exception):
    """Places cannot be drawn like this; said with the remedy."""


class DrawnMeanwhile(PlacesRefused):
    """Somebody drew since the page was looked at."""
