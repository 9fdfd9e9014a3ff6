"""Which version answers for a task now, and its bundle from the process's cache."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from mlcore.models import ModelVersion, Task

if TYPE_CHECKING:
    from mlcore.pipeline.bundle.bundle import Bundle


class NoLiveModel(Exception):
    """Nobody has trained this task yet, so nothing can be predicted."""

    def __init__(self, task: Task) -> None:
        super().__init__(
            f"No model is live for '{task.label}' yet. An admin can train one: manage.py train {task.slug}"
        )


@dataclass(frozen=True)
class LiveModel:
    version: ModelVersion
    bundle: "Bundle"


def live(task: Task) -> LiveModel:
    """The version that answers for a task now: one query, and the bundle from the process's cache."""
    version = ModelVersion.objects.live().filter(task=task).first()
    if version is None:
        raise NoLiveModel(task)
    return LiveModel(version, bundle_of(version))


def bundle_of(version: ModelVersion) -> "Bundle":
    """The verified bundle of a version. Raises BundleError with the remedy."""
    return _load(settings.BUNDLE_DIR / version.file, version.sha256)


@lru_cache(maxsize=16)
def _load(path: Path, sha256: str) -> "Bundle":
    from mlcore.pipeline.bundle.bundle import Bundle

    return Bundle.load(path, sha256)
