"""Model versions that learned from somebody who is forgotten: those that serve are trained again without them, and the
files of all of them go."""

from collections.abc import Generator
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from mlcore.bundles import files
from mlcore.datasets import storing
from mlcore.datasets.forgetting.taking_out import WHO, standing_for
from mlcore.models import Dataset, ModelVersion, Promotion, Task
from mlcore.pipeline.atomic_file import remove_abandoned
from mlcore.pipeline.exceptions import DataError, TrainingError, WorkersError
from mlcore.pipeline.fitting.candidates import DEFAULT_SEED
from mlcore.pipeline.messages import Message
from mlcore.versions import promotions, retraining
from mlcore.versions.learned import RowsLost
from mlcore.versions.live import BUNDLES

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from mlcore.pipeline.training.training import Event


class CannotLearn(Exception):
    """Too little is left to learn from: nothing serves the task any more; the message says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def to_learn_again() -> "QuerySet[ModelVersion]":
    """Those that serve and learned from somebody who is forgotten."""
    found = ModelVersion.objects.filter(is_live=True, run__forgot_at__isnull=False)
    return found.select_related("task__schema_version", "run__dataset__schema_version").order_by("task")


def learn_again(
    version: ModelVersion, asked: retraining.Asked
) -> "Generator[retraining.Gathered | Event | retraining.Stored, None, None]":
    """Train as it was trained, by the same candidates and seed, on the rows that are left; the new one serves whatever
    the gate says, where the one before must not. Raises CannotLearn, and what `retrain` raises."""
    options = version.run.options

    def confirm(stored: retraining.Stored) -> None:
        if not stored.verdict.passes and to_learn_again().filter(task=version.task_id).exists():
            promotions.promote(stored.version, who=asked.who, why="", action=Promotion.Action.FORGOT)
        asked.confirm(stored)

    try:
        yield from retraining.retrain(
            version.task,
            _rows_left(version),
            candidates=options.get("candidates", ()),
            seed=options.get("seed", DEFAULT_SEED),
            leave_out=options.get("leave_out"),
            asked=retraining.Asked(who=asked.who, job=asked.job, confirm=confirm),
        )
    except (WorkersError, RowsLost):
        raise
    except (DataError, TrainingError) as error:
        _take_off(version)
        raise CannotLearn(error.message) from error


def _rows_left(version: ModelVersion) -> Dataset:
    """Raises DataError where there are none, as where somebody deleted them."""
    dataset = standing_for(version.run.dataset)
    storing.frame_of(dataset, 1)
    return dataset


def _take_off(version: ModelVersion) -> None:
    """Unless another one took its place meanwhile."""
    with transaction.atomic():
        Task.objects.select_for_update().get(pk=version.task_id)
        ModelVersion.objects.filter(pk=version.pk, run__forgot_at__isnull=False).update(is_live=False)


@transaction.atomic
def retire() -> int:
    """Say of those that do not serve that their files are gone; how many. The files go by `clear_files`."""
    list(Task.objects.select_for_update().order_by("pk"))
    outdated = ModelVersion.objects.filter(is_live=False, pruned_at=None, run__forgot_at__isnull=False)
    return outdated.update(pruned_at=timezone.now(), pruned_by=WHO)


def clear_files() -> int:
    """Delete what no version needs, of tasks that nobody trains now: also what a training left that was killed. How
    many. Raises OSError; do it again then."""
    found = [one.name for one in files.listing()]
    busy = set(Task.objects.filter(pk__in=retraining.going_on()).values_list("slug", flat=True))
    needed = set(ModelVersion.objects.filter(pruned_at=None).values_list("file", flat=True))
    gone = [name for name in found if name not in needed and name.rsplit("-", 1)[0] not in busy]
    for name in gone:
        files.delete(name)
    remove_abandoned(settings.BUNDLE_DIR)
    BUNDLES.clear()
    return len(gone)
