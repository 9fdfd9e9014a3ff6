"""What else goes after a time, and is about files, jobs and accounts: told beside the kinds about students."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from predictor.access.clearing import CLEARED_TOLD, DRAFTS_KEPT, LOG_INS_KEPT, REJECTED_ROWS_KEPT
from predictor.models.predictions import FILES_KEPT_FOR

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Other:
    """`setting` is empty where the days are the same everywhere."""

    about: "StrOrPromise"
    days: int
    setting: str = ""


def others() -> list[Other]:
    return [
        Other(_("Files that nobody confirmed"), DRAFTS_KEPT.days),
        Other(_("Rows of files that were refused"), REJECTED_ROWS_KEPT.days),
        Other(_("That such a file was there"), CLEARED_TOLD.days),
        Other(_("Files that were predicted"), FILES_KEPT_FOR.days),
        Other(_("Jobs that ended"), settings.JOB_DAYS, "JOB_DAYS"),
        Other(_("Why a file was refused"), settings.JOB_REASON_DAYS, "JOB_REASON_DAYS"),
        Other(_("Reports"), settings.REPORT_DAYS, "REPORT_DAYS"),
        Other(_("Who logged in, and from where"), LOG_INS_KEPT.days),
    ]
