"""The steps of what is left to do. Each may be done again: whoever is killed is only to begin anew."""

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from mlcore.datasets import kept
from mlcore.models import ModelVersion
from mlcore.pipeline.messages import Message
from mlcore.versions import retraining
from mlcore.versions.forgetting import unlearning
from predictor.forgetting import tombstones
from predictor.models import Forgetting

if TYPE_CHECKING:
    from mlcore.pipeline.training.training import Event


@dataclass(frozen=True)
class Training:
    """The training that takes the place of a version: which of how many, and what it does; `why_not` where too little
    is left to learn from, so that nothing serves the task any more."""

    version: ModelVersion
    number: int
    of: int
    event: "retraining.Gathered | Event | retraining.Stored | None" = None
    why_not: Message | None = None


def finish(asked: retraining.Asked, and_then: Callable[[], None] = lambda: None) -> Generator[Training, None, None]:
    """Train again what learned from anybody who was forgotten, and delete the files of all that did. `and_then` is
    called last, in the transaction that says so. Raises what `retrain` raises, and OSError."""
    pending = list(Forgetting.objects.unfinished().values_list("pk", flat=True))
    tombstones.write_missing()
    kept.forget_all()
    versions = list(unlearning.to_learn_again())
    for number, version in enumerate(versions, start=1):
        yield from _trained(Training(version, number, len(versions)), asked)
    unlearning.retire()
    unlearning.clear_files()
    # Of what came since, its own job does the rest.
    with transaction.atomic():
        Forgetting.objects.filter(pk__in=pending).update(ended_at=timezone.now())
        and_then()


def _trained(one: Training, asked: retraining.Asked) -> Generator[Training, None, None]:
    yield one
    try:
        with closing(unlearning.learn_again(one.version, asked)) as events:
            for event in events:
                yield Training(one.version, one.number, one.of, event)
    except unlearning.CannotLearn as error:
        yield Training(one.version, one.number, one.of, why_not=error.message)
