"""The kinds of data about students that go after a time: what of each is due, by which moment, and how it goes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from mlcore.datasets import keeping
from mlcore.datasets.known import KNOWN
from mlcore.models import Dataset, ResultDetail
from predictor.access_log.chain import cutting
from predictor.classes.work import delete_class
from predictor.models import Classroom, ImportedChange, Membership, Student, Submission
from predictor.training.recorded import SOURCE

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

AT_A_TIME = 1_000
WHO = "the days for which it is kept"  # not for readers


@dataclass(frozen=True, kw_only=True)
class Kind:
    """`due` gives what is at least as old as a moment, by the column `moment`; `take` takes all of it away and says how
    much that was. `setting` is the variable of the environment."""

    name: str
    setting: str
    about: "StrOrPromise"
    due: Callable[[datetime], QuerySet[Any]]
    moment: str
    take: Callable[[QuerySet[Any]], int]


def _archived(before: datetime) -> QuerySet[Classroom]:
    return Classroom.objects.filter(archived_at__lte=before)


def _submitted(before: datetime) -> QuerySet[Submission]:
    """For students of archived classes who are in no other one, and for nobody in particular."""
    elsewhere = Membership.objects.active().filter(classroom__archived_at=None).values("student")
    former = Student.objects.exclude(classroom__archived_at=None).exclude(pk__in=elsewhere)
    whose = Q(student=None) | Q(student__in=former.order_by().values("pk"))
    return Submission.objects.filter(whose, made_at__lte=before)


def _changes(before: datetime) -> QuerySet[ImportedChange]:
    return ImportedChange.objects.filter(about__stored_at__lte=before)


def _recorded(before: datetime) -> QuerySet[Dataset]:
    return _unused(before).filter(source=SOURCE)


def _imported(before: datetime) -> QuerySet[Dataset]:
    """Made-up rows, and those that ship with the product, are about nobody."""
    return _unused(before).exclude(source=SOURCE).exclude(is_demo=True).exclude(sha256__in=KNOWN)


def _unused(before: datetime) -> QuerySet[Dataset]:
    """Those of a live version stay: the next one is compared with it on its rows."""
    live = Q(runs__model_version__is_live=True) | Q(wholes__whole__runs__model_version__is_live=True)
    kept = Dataset.objects.filter(live).values("pk")
    return Dataset.objects.present().filter(created_at__lte=before).exclude(pk__in=kept)


def _details(before: datetime) -> QuerySet[ResultDetail]:
    old = ResultDetail.objects.filter(result__run__ended_at__lte=before)
    return old.exclude(result__run__model_version__is_live=True)


def _classes(rows: QuerySet[Any]) -> int:
    """One by one, as a person deletes them."""
    found = list(rows)
    for classroom in found:
        delete_class(classroom)
    return len(found)


def _datasets(rows: QuerySet[Any]) -> int:
    """One by one: who deletes a dataset deletes what was made of it too."""
    gone = 0
    while dataset := rows.first():
        keeping.delete(dataset, who=WHO)
        gone += 1
    return gone


def _cut(lines: QuerySet[Any]) -> int:
    return cutting.take(lines, who="retention")


def _delete(rows: QuerySet[Any]) -> int:
    """Some at a time: a school may have kept a million."""
    gone = 0
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:AT_A_TIME]):
        rows.model._default_manager.filter(pk__in=keys).delete()
        gone += len(keys)
    return gone


KINDS = (
    Kind(
        name="archived_classes",
        setting="ARCHIVED_CLASS_DAYS",
        about=_("Archived classes, with the students who are still in them and all that is known of these"),
        due=_archived,
        moment="archived_at",
        take=_classes,
    ),
    Kind(
        name="former_predictions",
        setting="FORMER_PREDICTION_DAYS",
        about=_("What was submitted and predicted for students of archived classes, or for nobody in particular"),
        due=_submitted,
        moment="made_at",
        take=_delete,
    ),
    Kind(
        name="undo_data",
        setting="UNDO_DAYS",
        about=_("What students were before a file was taken in; then it can no longer be undone"),
        due=_changes,
        moment="about__stored_at",
        take=_delete,
    ),
    Kind(
        name="recorded_datasets",
        setting="RECORDED_DATASET_DAYS",
        about=_("Rows of recorded results that a model learned from which is not live any more"),
        due=_recorded,
        moment="created_at",
        take=_datasets,
    ),
    Kind(
        name="imported_datasets",
        setting="DATASET_DAYS",
        about=_("Rows of imported files that a model learned from which is not live any more, or none"),
        due=_imported,
        moment="created_at",
        take=_datasets,
    ),
    Kind(
        name="training_details",
        setting="TRAINING_DETAIL_DAYS",
        about=_("Details of trainings whose model is not live any more"),
        due=_details,
        moment="result__run__ended_at",
        take=_delete,
    ),
    Kind(
        name="access_log",
        setting="ACCESS_LOG_DAYS",
        about=_("Lines of the access log, the oldest first; what is left can still be checked"),
        due=cutting.older,
        moment="at",
        take=_cut,
    ),
)
