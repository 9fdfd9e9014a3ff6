"""Tables about what is learned from, models, accounts and work; and what lies outside of the database."""

from django.utils.translation import gettext_lazy as _

from predictor.documents.facts.held import lasting
from predictor.documents.facts.held.line import ACCOUNTS, ADMINS, BOTH, MACHINE, OF_CLASS, ONESELF, UNNAMED, Held

OF_SCHOOL = (
    Held(
        name=_("Data to learn from"),
        what=_("Rows of past students without names, where they came from, files that are being described"),
        whom=UNNAMED,
        seen=MACHINE,
        kept=lasting.datasets,
        tables=(
            "mlcore.Dataset",
            "mlcore.DatasetPart",
            "mlcore.DatasetContent",
            "predictor.DescribedFile",
        ),
    ),
    Held(
        name=_("Trainings and models"),
        what=_(
            "What was trained, how well each candidate did, what went live; the files of models hold a sample of rows"
        ),
        whom=UNNAMED,
        seen=_("cards: everybody with an account; files: nobody, they lie on the server"),
        kept=lasting.trainings,
        tables=(
            "mlcore.TrainingRun",
            "mlcore.CandidateResult",
            "mlcore.ResultDetail",
            "mlcore.ModelVersion",
            "mlcore.Promotion",
            "mlcore.Rehearsal",
        ),
    ),
    Held(
        name=_("What was decided"),
        what=_(
            "Schemas and questions, policies, rules for fields, grades, the switch, what the school says in documents"
        ),
        whom=ACCOUNTS,
        seen=_("by the page of each; reasons with the name of who decided"),
        kept=lasting.for_good,
        tables=(
            "mlcore.SchemaVersion",
            "mlcore.Task",
            "mlcore.PickedPolicy",
            "mlcore.PredictingChange",
            "predictor.FieldRules",
            "predictor.GradeBoundaries",
            "predictor.Statement",
            "predictor.RetentionNotice",
        ),
    ),
    Held(
        name=_("Accounts and roles"),
        what=_("Name, mail address, password as a hash, language, roles and departments, who gave them and why"),
        whom=ACCOUNTS,
        seen=ONESELF,
        kept=lasting.accounts,
        tables=(
            "auth.User",
            "auth.User_groups",
            "auth.User_user_permissions",
            "auth.Group",
            "auth.Group_permissions",
            "account.EmailAddress",
            "account.EmailConfirmation",
            "predictor.Standing",
            "predictor.RoleChange",
            "predictor.ChosenLanguage",
            "predictor.Department",
            "predictor.Department_heads",
            "predictor.Department_classrooms",
            "predictor.Department_tasks",
            "predictor.DepartmentChange",
            "predictor.SummaryWanted",
            "predictor.SummaryOfWeek",
        ),
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
        tables=(
            "predictor.Session",
            "sessions.Session",
            "knox.AuthToken",
            "predictor.TokenGrant",
            "predictor.KeptCall",
            "mfa.Authenticator",
            "socialaccount.SocialApp",
            "socialaccount.SocialAccount",
            "socialaccount.SocialToken",
            "axes.AccessFailureLog",
            "axes.AccessAttempt",
            "axes.AccessAttemptExpiration",
            "axes.AccessLog",
            "predictor.Tried",
            "predictor.Invitation",
        ),
    ),
    Held(
        name=_("Work in the background"),
        what=_("Who asked for what, how it ended; reports about datasets"),
        whom=ACCOUNTS,
        seen=ONESELF,
        kept=lasting.jobs,
        tables=(
            "predictor.Job",
            "predictor.Report",
        ),
    ),
    Held(
        name=_("Access log"),
        what=_("Who saw, changed or took along something about which student, when, through which door"),
        whom=BOTH,
        seen=OF_CLASS,
        kept=lasting.access_log,
        tables=(
            "predictor.AccessLine",
            "predictor.AccessSeal",
        ),
    ),
    Held(
        name=_("Record of Django's admin"),
        what=_("What admins changed there"),
        whom=BOTH,
        seen=ADMINS,
        kept=lasting.for_good,
        tables=("admin.LogEntry",),
    ),
    Held(
        name=_("How the database is made up"),
        what=_("Names of tables and permissions, what is done once, which backups were restored, by whom and why"),
        whom=ACCOUNTS,
        seen=ADMINS,
        kept=lasting.for_good,
        tables=(
            "contenttypes.ContentType",
            "auth.Permission",
            "predictor.DoneOnce",
            "mlcore.Restoration",
        ),
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
        tables=(),
    ),
    Held(
        name=_("Logs of the server"),
        what=_("Times, addresses of pages and numbers of things; no name and no score"),
        whom=ACCOUNTS,
        seen=_("whoever runs the server"),
        kept=lasting.unknown,
        tables=(),
    ),
)
