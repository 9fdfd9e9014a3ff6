"""The kinds of data about students that go after a time: what of each is due, by which moment, and how it goes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from mlcore.datasets import keeping
from mlcore.datasets.known import KNOWN
from mlcore.models import Dataset, ResultDetail
from predictor.access_log.chain import cutting
from predictor.classes.work import delete_class
from predictor.models import Classroom, ImportedChange, Submission
from predictor.retention.due import Due, DueRows, FormerSubmissions
from predictor.retention.idle import archive_all, idle
from predictor.training.recorded import SOURCE

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

AT_A_TIME = 1_000
WHO = "the days for which it is kept"  # not for readers


@dataclass(frozen=True, kw_only=True)
class Kind:
    """`due` gives what is at least as old as a moment; `take` takes all of it away and says how much that was.
    `setting` is the variable of the environment."""

    name: str
    setting: str
    about: "StrOrPromise"
    due: Callable[[datetime], Due]
    take: Callable[[Any], int]


def _archived(before: datetime) -> DueRows:
    return DueRows(Classroom.objects.filter(archived_at__lte=before), "archived_at")


def _changes(before: datetime) -> DueRows:
    return DueRows(ImportedChange.objects.filter(about__stored_at__lte=before), "about__stored_at")


def _recorded(before: datetime) -> DueRows:
    return DueRows(_unused(before).filter(source=SOURCE), "created_at")


def _imported(before: datetime) -> DueRows:
    """Made-up rows, and those that ship with the product, are about nobody."""
    rows = _unused(before).exclude(source=SOURCE).exclude(is_demo=True).exclude(sha256__in=KNOWN)
    return DueRows(rows, "created_at")


def _unused(before: datetime) -> QuerySet[Dataset]:
    """Those of a live version stay: the next one is compared with it on its rows."""
    live = Q(runs__model_version__is_live=True) | Q(wholes__whole__runs__model_version__is_live=True)
    kept = Dataset.objects.filter(live).values("pk")
    return Dataset.objects.present().filter(created_at__lte=before).exclude(pk__in=kept)


def _details(before: datetime) -> DueRows:
    old = ResultDetail.objects.filter(result__run__ended_at__lte=before)
    return DueRows(old.exclude(result__run__model_version__is_live=True), "result__run__ended_at")


def _lines(before: datetime) -> DueRows:
    return DueRows(cutting.older(before), "at", order="place")


def _classes(due: DueRows) -> int:
    """One by one, as a person deletes them."""
    found = list(due.rows)
    for classroom in found:
        delete_class(classroom)
    return len(found)


def _datasets(due: DueRows) -> int:
    """One by one: who deletes a dataset deletes what was made of it too."""
    gone = 0
    while dataset := due.rows.first():
        keeping.delete(dataset, who=WHO)
        gone += 1
    return gone


def _cut(due: DueRows) -> int:
    return cutting.take(due.rows, who="retention")


def _delete(model: type[Model]) -> Callable[[Due], int]:
    """Some at a time: a school may have kept a million."""

    def take(due: Due) -> int:
        gone = 0
        while keys := due.keys(AT_A_TIME):
            model._default_manager.filter(pk__in=keys).delete()
            gone += len(keys)
        return gone

    return take


KINDS = (
    Kind(
        name="archived_classes",
        setting="ARCHIVED_CLASS_DAYS",
        about=_("Archived classes, with the students who are still in them and all that is known of these"),
        due=_archived,
        take=_classes,
    ),
    Kind(
        name="idle_classes",
        setting="IDLE_CLASS_DAYS",
        about=_("Classes in which nothing was entered, recorded or added; they are archived, and go as such ones do"),
        due=idle,
        take=archive_all,
    ),
    Kind(
        name="former_predictions",
        setting="FORMER_PREDICTION_DAYS",
        about=_("What was submitted and predicted for students of archived classes, or for nobody in particular"),
        due=FormerSubmissions,
        take=_delete(Submission),
    ),
    Kind(
        name="undo_data",
        setting="UNDO_DAYS",
        about=_("What students were before a file was taken in; then it can no longer be undone"),
        due=_changes,
        take=_delete(ImportedChange),
    ),
    Kind(
        name="recorded_datasets",
        setting="RECORDED_DATASET_DAYS",
        about=_("Rows of recorded results that a model learned from which is not live any more"),
        due=_recorded,
        take=_datasets,
    ),
    Kind(
        name="imported_datasets",
        setting="DATASET_DAYS",
        about=_("Rows of imported files that a model learned from which is not live any more, or none"),
        due=_imported,
        take=_datasets,
    ),
    Kind(
        name="training_details",
        setting="TRAINING_DETAIL_DAYS",
        about=_("Details of trainings whose model is not live any more"),
        due=_details,
        take=_delete(ResultDetail),
    ),
    Kind(
        name="access_log",
        setting="ACCESS_LOG_DAYS",
        about=_("Lines of the access log, the oldest first; what is left can still be checked"),
        due=_lines,
        take=_cut,
    ),
)
