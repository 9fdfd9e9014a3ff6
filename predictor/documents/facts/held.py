"""Every table of the database, and what lies outside of it: what it holds, about whom, for how long, who sees it.

A test fails when a table of a new release stands in none of these lines.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from predictor.documents.facts import lasting

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STUDENTS, ACCOUNTS, BOTH = _("students"), _("people with an account"), _("students, and people with an account")
NOBODY, UNNAMED = _("nobody"), _("students, without names")
TEACHERS = _(
    "teachers of the class; heads of department of what is given to them; the head of school if names are "
    "allowed; admins"
)
OF_CLASS, ADMINS = _("teachers of the class; admins"), _("admins")
MACHINE, ONESELF, EVERYBODY = _("data managers; admins"), _("oneself; admins"), _("everybody with an account")


@dataclass(frozen=True, kw_only=True)
class Held:
    """`tables` are labels of models; `kept` says for how long by the settings in force."""

    name: "StrOrPromise"
    what: "StrOrPromise"
    whom: "StrOrPromise"
    seen: "StrOrPromise"
    kept: Callable[[], str]
    tables: str

    @property
    def labels(self) -> list[str]:
        return self.tables.split()


HELD = (
    Held(
        name=_("Students and classes"),
        what=_("Name, number, what is known by the fields of the schema, classes and who teaches them"),
        whom=BOTH,
        seen=TEACHERS,
        kept=lasting.with_class,
        tables="predictor.Student predictor.Membership predictor.Classroom predictor.Classroom_teachers",
    ),
    Held(
        name=_("Predictions"),
        what=_("What was entered, what was predicted with its range, and the reasons"),
        whom=BOTH,
        seen=TEACHERS,
        kept=lasting.predictions,
        tables="predictor.Submission predictor.Prediction predictor.Explanation",
    ),
    Held(
        name=_("Results, targets and support"),
        what=_("What students reached, what teachers set for them, which help they get and why"),
        whom=BOTH,
        seen=TEACHERS,
        kept=lasting.with_class,
        tables="predictor.Outcome predictor.Target predictor.Support",
    ),
    Held(
        name=_("Estimates and remarks of teachers"),
        what=_("What teachers expect themselves, and what they say of a prediction"),
        whom=BOTH,
        seen=_("the teacher who wrote it; of remarks data managers and admins read counts"),
        kept=lasting.with_class,
        tables="predictor.OwnEstimate predictor.PredictionFeedback",
    ),
    Held(
        name=_("Corrections and objections"),
        what=_("Which entry is said to be wrong and what became of it; who objects, and why"),
        whom=BOTH,
        seen=OF_CLASS,
        kept=lasting.with_class,
        tables="predictor.Correction predictor.CorrectedPrediction predictor.Objection",
    ),
    Held(
        name=_("Places in a group"),
        what=_("Who was considered for a few places, who was drawn, and how"),
        whom=BOTH,
        seen=OF_CLASS,
        kept=lasting.term,
        tables="predictor.GroupDraw predictor.GroupMember",
    ),
    Held(
        name=_("Files that classes took in"),
        what=_("The file until it is confirmed, its refused rows, what each student was before and after"),
        whom=BOTH,
        seen=OF_CLASS,
        kept=lasting.imports,
        tables="predictor.Import predictor.ImportFile predictor.ImportedChange predictor.RememberedColumn",
    ),
    Held(
        name=_("Files of the whole school"),
        what=_("The file until it is confirmed, its classes, ids of students in other systems"),
        whom=BOTH,
        seen=MACHINE,
        kept=lasting.rosters,
        tables="predictor.Roster predictor.RosterFile predictor.RosterClass predictor.RosterStudent",
    ),
    Held(
        name=_("Files that were predicted"),
        what=_("Rows that somebody brought, and the same with predictions"),
        whom=STUDENTS,
        seen=ONESELF,
        kept=lasting.predicted_files,
        tables="predictor.PredictedFile predictor.PredictedPiece",
    ),
    Held(
        name=_("Data to learn from"),
        what=_("Rows of past students without names, where they came from, files that are being described"),
        whom=UNNAMED,
        seen=MACHINE,
        kept=lasting.datasets,
        tables="mlcore.Dataset mlcore.DatasetPart mlcore.DatasetContent predictor.DescribedFile",
    ),
    Held(
        name=_("Trainings and models"),
        what=_(
            "What was trained, how well each candidate did, what went live; the files of models hold a sample of rows"
        ),
        whom=UNNAMED,
        seen=_("cards: everybody with an account; files: nobody, they lie on the server"),
        kept=lasting.trainings,
        tables="mlcore.TrainingRun mlcore.CandidateResult mlcore.ResultDetail mlcore.ModelVersion mlcore.Promotion "
        "mlcore.Rehearsal",
    ),
    Held(
        name=_("What was decided"),
        what=_(
            "Schemas and questions, policies, rules for fields, grades, the switch, what the school says in documents"
        ),
        whom=ACCOUNTS,
        seen=_("by the page of each; reasons with the name of who decided"),
        kept=lasting.for_good,
        tables="mlcore.SchemaVersion mlcore.Task mlcore.PickedPolicy mlcore.PredictingChange predictor.FieldRules "
        "predictor.GradeBoundaries predictor.Statement predictor.RetentionNotice",
    ),
    Held(
        name=_("Accounts and roles"),
        what=_("Name, mail address, password as a hash, language, roles and departments, who gave them and why"),
        whom=ACCOUNTS,
        seen=ONESELF,
        kept=lasting.accounts,
        tables="auth.User auth.User_groups auth.User_user_permissions auth.Group auth.Group_permissions "
        "account.EmailAddress account.EmailConfirmation predictor.Standing predictor.RoleChange "
        "predictor.ChosenLanguage "
        "predictor.Department predictor.Department_heads predictor.Department_classrooms predictor.Department_tasks "
        "predictor.DepartmentChange predictor.SummaryWanted predictor.SummaryOfWeek",
    ),
    Held(
        name=_("Signing in"),
        what=_(
            "Log-ins, tokens as hashes, second factors, accounts at the school's provider, failures and the "
            "address they came from"
        ),
        whom=ACCOUNTS,
        seen=ONESELF,
        kept=lasting.log_ins,
        tables="predictor.Session sessions.Session knox.AuthToken mfa.Authenticator socialaccount.SocialApp "
        "socialaccount.SocialAccount socialaccount.SocialToken axes.AccessFailureLog axes.AccessAttempt "
        "axes.AccessAttemptExpiration axes.AccessLog predictor.Tried predictor.Invitation",
    ),
    Held(
        name=_("Work in the background"),
        what=_("Who asked for what, how it ended; reports about datasets"),
        whom=ACCOUNTS,
        seen=ONESELF,
        kept=lasting.jobs,
        tables="predictor.Job predictor.Report",
    ),
    Held(
        name=_("Access log"),
        what=_("Who saw, changed or took along something about which student, when, through which door"),
        whom=BOTH,
        seen=OF_CLASS,
        kept=lasting.access_log,
        tables="predictor.AccessLine predictor.AccessSeal",
    ),
    Held(
        name=_("Record of Django's admin"),
        what=_("What admins changed there"),
        whom=BOTH,
        seen=ADMINS,
        kept=lasting.for_good,
        tables="admin.LogEntry",
    ),
    Held(
        name=_("How the database is made up"),
        what=_("Names of tables and permissions, what is done once, which backups were restored, by whom and why"),
        whom=ACCOUNTS,
        seen=ADMINS,
        kept=lasting.for_good,
        tables="contenttypes.ContentType auth.Permission predictor.DoneOnce mlcore.Restoration",
    ),
)
OUTSIDE = (
    Held(
        name=_("Backups"),
        what=_(
            "All tables but log-ins, tokens, invitations, jobs and files that somebody brought; the files of models"
        ),
        whom=BOTH,
        seen=_("whoever reaches the place where they are put"),
        kept=lasting.unknown,
        tables="",
    ),
    Held(
        name=_("Logs of the server"),
        what=_("Times, addresses of pages and numbers of things; no name and no score"),
        whom=ACCOUNTS,
        seen=_("whoever runs the server"),
        kept=lasting.unknown,
        tables="",
    ),
)
