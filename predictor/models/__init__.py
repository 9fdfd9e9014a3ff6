"""The tables of the product, one module per wing that has any."""

from predictor.models.accounts.access import ChosenLanguage, DoneOnce, Session
from predictor.models.accounts.calls import KeptCall
from predictor.models.accounts.fields import FieldRules, FieldRulesQuerySet
from predictor.models.accounts.invitations import Invitation, InvitationQuerySet
from predictor.models.accounts.people import Department, DepartmentChange, DepartmentQuerySet, RoleChange, Standing
from predictor.models.accounts.tokens import TokenGrant
from predictor.models.accounts.tried import Tried, TriedQuerySet
from predictor.models.boundaries import GradeBoundaries
from predictor.models.care.corrections import CorrectedPrediction, Correction, CorrectionQuerySet
from predictor.models.care.objections import Objection
from predictor.models.care.retention import RetentionNotice
from predictor.models.classes import Classroom, ClassroomQuerySet, Membership, Student, StudentQuerySet
from predictor.models.describing import DescribedFile, DescribedFileQuerySet
from predictor.models.imports import Import, ImportedChange, ImportFile, ImportQuerySet, RememberedColumn
from predictor.models.jobs import Job, JobQuerySet
from predictor.models.outcomes import Outcome, OutcomeQuerySet, Support, SupportQuerySet
from predictor.models.predictions import (
    Explanation,
    PredictedFile,
    PredictedFileQuerySet,
    PredictedPiece,
    Prediction,
    PredictionQuerySet,
    Submission,
)
from predictor.models.privacy.access_log import AccessLine, AccessLineQuerySet, AccessSeal
from predictor.models.privacy.forgetting import Forgetting, ForgettingQuerySet, RecordedRow
from predictor.models.privacy.statements import Statement, StatementQuerySet
from predictor.models.reports import Report, ReportQuerySet
from predictor.models.rosters import Roster, RosterClass, RosterFile, RosterQuerySet, RosterStudent
from predictor.models.said.estimates import OwnEstimate, OwnEstimateQuerySet
from predictor.models.said.feedback import FeedbackQuerySet, PredictionFeedback
from predictor.models.targets import Target, TargetQuerySet
from predictor.models.teaching.places import GroupDraw, GroupDrawQuerySet, GroupMember
from predictor.models.teaching.summaries import SummaryOfWeek, SummaryWanted

__all__ = [
    "AccessLine",
    "AccessLineQuerySet",
    "AccessSeal",
    "ChosenLanguage",
    "Classroom",
    "ClassroomQuerySet",
    "Department",
    "DepartmentChange",
    "DepartmentQuerySet",
    "CorrectedPrediction",
    "Correction",
    "CorrectionQuerySet",
    "DescribedFile",
    "DescribedFileQuerySet",
    "DoneOnce",
    "Explanation",
    "FeedbackQuerySet",
    "FieldRules",
    "FieldRulesQuerySet",
    "Forgetting",
    "ForgettingQuerySet",
    "GradeBoundaries",
    "GroupDraw",
    "GroupDrawQuerySet",
    "GroupMember",
    "Import",
    "ImportFile",
    "ImportQuerySet",
    "ImportedChange",
    "Invitation",
    "InvitationQuerySet",
    "Job",
    "JobQuerySet",
    "Membership",
    "Objection",
    "Outcome",
    "OutcomeQuerySet",
    "OwnEstimate",
    "OwnEstimateQuerySet",
    "PredictedFile",
    "PredictedFileQuerySet",
    "PredictedPiece",
    "Prediction",
    "PredictionFeedback",
    "PredictionQuerySet",
    "RecordedRow",
    "RememberedColumn",
    "Report",
    "ReportQuerySet",
    "RoleChange",
    "RetentionNotice",
    "Roster",
    "RosterClass",
    "RosterFile",
    "RosterQuerySet",
    "RosterStudent",
    "Session",
    "Standing",
    "Statement",
    "StatementQuerySet",
    "Student",
    "StudentQuerySet",
    "Submission",
    "Support",
    "SupportQuerySet",
    "SummaryOfWeek",
    "SummaryWanted",
    "Target",
    "TargetQuerySet",
    "TokenGrant",
    "KeptCall",
    "Tried",
    "TriedQuerySet",
]
