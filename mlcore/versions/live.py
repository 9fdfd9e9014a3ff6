"""Which version answers for a task now, and its bundle from the process's cache."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from mlcore.bundles import files
from mlcore.models import ModelVersion, Task
from mlcore.pipeline.exceptions import BundleError
from mlcore.pipeline.messages import N_, Message, message
from mlcore.stopping import PredictingStopped, stop_of
from mlcore.versions.bundle_cache import BundleCache
from mlcore.words.said import said

if TYPE_CHECKING:
    from mlcore.pipeline.bundle.bundle import Bundle

# Of all bundles that a process keeps, by the size of their files.
MOST_BYTES = 256 * 2**20
NOT_NEEDED = N_(
    "the file of %(version)s was taken away on %(day)s because nothing needed it; train the task again: "
    "manage.py train %(task)s"
)
FORGOTTEN = N_(
    "the file of %(version)s was taken away on %(day)s because it had learned from a student who was forgotten; train "
    "the task again: manage.py train %(task)s"
)
BUNDLES = BundleCache(MOST_BYTES, bring=files.bring)
# Where another machine deletes a file, nothing here tells of it.
SECONDS_UNTIL_ASKED = 60.0
_looked = {"at": 0.0}


class NoLiveModel(Exception):
    """Nobody has trained this task yet, so nothing can be predicted; as a string in the reader's language."""

    def __init__(self, task: Task) -> None:
        told = N_("No model is live for '%(label)s' yet. An admin can train one: manage.py train %(task)s")
        super().__init__(message(told, label=task.label, task=task.slug))

    def __str__(self) -> str:
        return said(self.args[0])


@dataclass(frozen=True)
class LiveModel:
    version: ModelVersion
    bundle: "Bundle"


def live(task: Task) -> LiveModel:
    """The version that answers for a task now: one query, and the bundle from the process's cache.

    Raises NoLiveModel, PredictingStopped, BundleError.
    """
    version = ModelVersion.objects.live_for(task)
    if version is None:
        raise NoLiveModel(task)
    return serving(version)


def serving(version: ModelVersion) -> LiveModel:
    """A version that was read as the live one a moment ago, with its bundle. Raises PredictingStopped, BundleError."""
    if found := stop_of(version):
        raise PredictingStopped(found.why)
    return LiveModel(version, bundle_of(version))


def bundle_of(version: ModelVersion) -> "Bundle":
    """The verified bundle of a version. Raises BundleError with the remedy."""
    if version.pruned_at:
        raise BundleError(
            FORGOTTEN if version.run.forgot_at else NOT_NEEDED,
            version=_named(version),
            day=date_format(timezone.localtime(version.pruned_at), "DATE_FORMAT"),
            task=version.task.slug,
        )
    return BUNDLES.get(settings.BUNDLE_DIR / version.file, version.sha256)


def _named(version: ModelVersion) -> Message:
    return message(N_("%(task)s version %(number)s"), task=version.task.slug, number=version.number)


def drop_taken_away() -> None:
    """Of versions whose files were taken away, as they had learned from somebody who is forgotten, nothing stays in
    this process. Asked before each request: it looks whether the files are there, which takes microseconds, and asks
    the database where one is not; each minute where this machine has copies of its own."""
    paths = BUNDLES.paths()
    if not paths or not (_is_time() or not all(path.exists() for path in paths)):
        return
    rows = ModelVersion.objects.filter(file__in=[path.name for path in paths])
    needed = set(rows.filter(pruned_at=None).values_list("file", flat=True))
    gone = [path for path in paths if path.name not in needed]
    BUNDLES.drop(gone)
    if files.kept_elsewhere():
        for path in gone:
            path.unlink(missing_ok=True)


def _is_time() -> bool:
    now = monotonic()
    if not files.kept_elsewhere() or now < _looked["at"] + SECONDS_UNTIL_ASKED:
        return False
    _looked["at"] = now
    return True


def readable_bundle_of(version: ModelVersion) -> "Bundle | None":
    """None where its file is gone or damaged: what it predicted is still worth showing."""
    try:
        return bundle_of(version)
    except BundleError:
        return None


def problem_of(version: ModelVersion) -> str:
    """What keeps the file of a version from answering, empty if nothing does; it is read again only when it changed."""
    path = settings.BUNDLE_DIR / version.file
    try:
        _check(path, version.sha256, _state(path))
    except BundleError as error:
        return said(error)
    return ""


def _state(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size


def _check(path: Path, sha256: str, state: tuple[int, int] | None) -> None:
    """A file that is not there now may be another one when it is."""
    if state is None:
        _read(path, sha256)
    else:
        _read_once(path, sha256, state)


@lru_cache(maxsize=1000)
def _read_once(path: Path, sha256: str, state: tuple[int, int]) -> None:
    """What is raised is not remembered: a disk that failed may answer the next time."""
    _read(path, sha256)


def _read(path: Path, sha256: str) -> None:
    from mlcore.pipeline.bundle import file

    files.bring(path.name, sha256)
    file.check(path, sha256)
