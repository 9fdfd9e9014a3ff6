"""For how long each kind of data is kept, by the settings in force."""

from django.conf import settings
from django.utils.translation import gettext as _

from predictor.documents.facts.words import days
from predictor.models.describing import KEPT_FOR


def with_class() -> str:
    told = _(
        "until somebody deletes the student or the class; %(days)s after the class was archived, as it is %(idle)s "
        "after the last entry"
    )
    return told % {"days": _of("archived_classes"), "idle": _of("idle_classes")}


def predictions() -> str:
    told = _("as long as the student; of students of archived classes %(days)s after it was made")
    return told % {"days": _of("former_predictions")}


def term() -> str:
    return _("until the term ends, for which it was drawn")


def imports() -> str:
    told = _("files that nobody confirmed %(draft)s, refused rows %(refused)s, what students were before %(undo)s")
    return told % {"draft": _cleared("drafts"), "refused": _cleared("refused_rows"), "undo": _of("undo_data")}


def rosters() -> str:
    told = _("files that nobody confirmed %(draft)s, refused rows %(refused)s; ids as long as the student")
    return told % {"draft": _cleared("drafts"), "refused": _cleared("refused_rows")}


def predicted_files() -> str:
    return _cleared("predicted_files")


def datasets() -> str:
    told = _("recorded results %(recorded)s, imported rows %(imported)s; files that are being described %(described)s")
    of = {"recorded": _of("recorded_datasets"), "imported": _of("imported_datasets"), "described": days(KEPT_FOR.days)}
    return told % of


def trainings() -> str:
    told = _(
        "details of trainings whose model is not live %(days)s; what went live for good; files of models until "
        "they are "
        "pruned"
    )
    return told % {"days": _of("training_details")}


def for_good() -> str:
    return _("for good")


def accounts() -> str:
    return _("as long as the account; who was given which role for good")


def log_ins() -> str:
    told = _("log-ins until they end, tokens %(tokens)s, who logged in and from where %(log)s")
    return told % {"tokens": days(settings.API_TOKEN_DAYS), "log": _cleared("log_ins")}


def jobs() -> str:
    told = _("jobs %(jobs)s after they ended, reports %(reports)s")
    return told % {"jobs": days(settings.JOB_DAYS), "reports": days(settings.REPORT_DAYS)}


def access_log() -> str:
    return _of("access_log")


def unknown() -> str:
    return _("not known here: they lie outside of the database")


def _of(kind: str) -> str:
    return days(settings.KEPT_DAYS[kind])


def _cleared(kind: str) -> str:
    return days(settings.CLEARED_DAYS[kind])
