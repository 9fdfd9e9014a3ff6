"""Tables about students."""

from django.utils.translation import gettext_lazy as _

from predictor.documents.facts.held import lasting
from predictor.documents.facts.held.line import ADMINS, BOTH, MACHINE, OF_CLASS, ONESELF, STUDENTS, TEACHERS, Held

OF_STUDENTS = (
    Held(
        name=_("Students and classes"),
        what=_("Name, number, what is known by the fields of the schema, classes and who teaches them"),
        whom=BOTH,
        seen=TEACHERS,
        kept=lasting.with_class,
        tables=(
            "predictor.Student",
            "predictor.Membership",
            "predictor.Classroom",
            "predictor.Classroom_teachers",
        ),
    ),
    Held(
        name=_("Predictions"),
        what=_("What was entered, what was predicted with its range, and the reasons"),
        whom=BOTH,
        seen=TEACHERS,
        kept=lasting.predictions,
        tables=(
            "predictor.Submission",
            "predictor.Prediction",
            "predictor.Explanation",
        ),
    ),
    Held(
        name=_("Results, targets and support"),
        what=_("What students reached, what teachers set for them, which help they get and why"),
        whom=BOTH,
        seen=TEACHERS,
        kept=lasting.with_class,
        tables=(
            "predictor.Outcome",
            "predictor.Target",
            "predictor.Support",
        ),
    ),
    Held(
        name=_("Estimates and remarks of teachers"),
        what=_("What teachers expect themselves, and what they say of a prediction"),
        whom=BOTH,
        seen=_("the teacher who wrote it; of remarks data managers and admins read counts"),
        kept=lasting.with_class,
        tables=(
            "predictor.OwnEstimate",
            "predictor.PredictionFeedback",
        ),
    ),
    Held(
        name=_("Corrections and objections"),
        what=_("Which entry is said to be wrong and what became of it; who objects, and why"),
        whom=BOTH,
        seen=OF_CLASS,
        kept=lasting.with_class,
        tables=(
            "predictor.Correction",
            "predictor.CorrectedPrediction",
            "predictor.Objection",
        ),
    ),
    Held(
        name=_("Whose rows are learned from"),
        what=_("Which rows of recorded results are whose, so that they can be taken out; no value"),
        whom=STUDENTS,
        seen=_("nobody; it is read where somebody is forgotten or objects"),
        kept=lasting.with_class,
        tables=("predictor.RecordedRow",),
    ),
    Held(
        name=_("Who was forgotten"),
        what=_("The number that a student had here, since when, who asked and why; no name and no value"),
        whom=BOTH,
        seen=ADMINS,
        kept=lasting.for_good,
        tables=("predictor.Forgetting",),
    ),
    Held(
        name=_("Places in a group"),
        what=_("Who was considered for a few places, who was drawn, and how"),
        whom=BOTH,
        seen=OF_CLASS,
        kept=lasting.term,
        tables=(
            "predictor.GroupDraw",
            "predictor.GroupMember",
        ),
    ),
    Held(
        name=_("Files that classes took in"),
        what=_("The file until it is confirmed, its refused rows, what each student was before and after"),
        whom=BOTH,
        seen=OF_CLASS,
        kept=lasting.imports,
        tables=(
            "predictor.Import",
            "predictor.ImportFile",
            "predictor.ImportedChange",
            "predictor.RememberedColumn",
        ),
    ),
    Held(
        name=_("Files of the whole school"),
        what=_("The file until it is confirmed, its classes, ids of students in other systems"),
        whom=BOTH,
        seen=MACHINE,
        kept=lasting.rosters,
        tables=(
            "predictor.Roster",
            "predictor.RosterFile",
            "predictor.RosterClass",
            "predictor.RosterStudent",
        ),
    ),
    Held(
        name=_("Files that were predicted"),
        what=_("Rows that somebody brought, and the same with predictions"),
        whom=STUDENTS,
        seen=ONESELF,
        kept=lasting.predicted_files,
        tables=(
            "predictor.PredictedFile",
            "predictor.PredictedPiece",
        ),
    ),
)
