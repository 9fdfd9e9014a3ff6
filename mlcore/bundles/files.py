"""The files of models: written, brought, listed and deleted, wherever STORAGES["bundles"] keeps them.

BUNDLE_DIR is that place itself, or holds this machine's own copies of what lies there.
"""

import hashlib
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic, time
from typing import IO, Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files import File
from django.core.files.storage import Storage, storages

from mlcore.bundles.folder import BundleFolder
from mlcore.pipeline.atomic_file import written_beside
from mlcore.pipeline.exceptions import BundleError
from mlcore.pipeline.messages import N_, message

BLOCK = 2**20
SECONDS_OF_A_DAY = 86_400
# A storage that does not answer would make every request wait for it, one after the other.
SECONDS_BEFORE_ANOTHER_TRY = 15
# By storage: of one that was set up anew, nothing is known.
_failures: WeakKeyDictionary[Storage, dict[str, tuple[float, str]]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Listed:
    name: str
    size: int  # in bytes
    changed_at: datetime


def kept_elsewhere() -> bool:
    """Whether BUNDLE_DIR holds copies only, so that machines need not share it."""
    return not isinstance(storage(), BundleFolder)


def bring(name: str, sha256: str) -> None:
    """See that this machine has a whole copy, where the files are kept elsewhere. Raises BundleError."""
    if not kept_elsewhere() or _is_whole(settings.BUNDLE_DIR / name, sha256):
        return
    failures = _failures.setdefault(storage(), {})
    until, message = failures.get(name, (0.0, ""))
    if monotonic() < until:
        raise BundleError(message)
    try:
        _fetch(name, sha256)
    except BundleError as error:
        failures[name] = monotonic() + SECONDS_BEFORE_ANOTHER_TRY, str(error)
        raise


def publish(path: Path) -> None:
    """Let everybody have a file that was written to BUNDLE_DIR. Raises OSError."""
    if not kept_elsewhere():
        return
    with told(), path.open("rb") as content:
        storage().save(path.name, File(content))


@contextmanager
def new_file(name: str) -> Iterator[IO[bytes]]:
    """A file to write, which is there for everybody when the block ends well; else nothing is left. Raises OSError."""
    settings.BUNDLE_DIR.mkdir(parents=True, exist_ok=True)
    with written_beside(settings.BUNDLE_DIR / name, "wb", durable=True) as content:
        yield content
    publish(settings.BUNDLE_DIR / name)


@contextmanager
def opened(name: str) -> Iterator[IO[Any]]:
    """The file as it is kept. Raises FileNotFoundError, and OSError where the storage does not answer."""
    with told():
        try:
            content = storage().open(name, "rb")
        except (SuspiciousFileOperation, IsADirectoryError) as error:
            raise FileNotFoundError(name) from error
        with content:
            yield content


def is_there(name: str) -> bool:
    """Raises OSError where the storage does not answer."""
    with told():
        return storage().exists(name)


def holds(name: str, sha256: str) -> bool:
    """Whether the file is kept, and is the one of that hash. Raises OSError where the storage does not answer."""
    try:
        with opened(name) as content:
            return _sha256(content) == sha256
    except FileNotFoundError:
        return False


def listing() -> list[Listed]:
    """Every model file by name; whatever else lies there is nobody's business. Raises OSError."""
    from mlcore.pipeline.bundle import file

    kept = storage()
    with told():
        try:
            _, names = kept.listdir("")
        except FileNotFoundError:  # nothing was trained yet
            return []
        ours = sorted(name for name in names if file.NAME.fullmatch(name))
        return [Listed(name, kept.size(name), kept.get_modified_time(name)) for name in ours]


def delete(name: str) -> None:
    """Also this machine's copy; one that is gone is no error. Raises OSError."""
    with told():
        storage().delete(name)
    (settings.BUNDLE_DIR / name).unlink(missing_ok=True)


def delete_copies(*, keep: Collection[str]) -> None:
    """What this machine still has of files that were deleted by another one."""
    from mlcore.pipeline.bundle import file

    if not kept_elsewhere() or not settings.BUNDLE_DIR.is_dir():
        return
    for path in settings.BUNDLE_DIR.iterdir():
        # A training writes here first.
        is_new = time() - path.stat().st_mtime < SECONDS_OF_A_DAY
        if file.NAME.fullmatch(path.name) and path.name not in keep and not is_new:
            path.unlink(missing_ok=True)


def storage() -> Storage:
    return storages["bundles"]


@contextmanager
def told() -> Iterator[None]:
    """What the library of a storage raises, as an OSError."""
    try:
        yield
    except getattr(storage(), "errors", ()) as error:
        raise OSError(f"the storage of the model files does not answer as it should ({error!s:.200})") from error


def _fetch(name: str, sha256: str) -> None:
    from mlcore.pipeline.bundle import file

    path = settings.BUNDLE_DIR / name
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with opened(name) as kept, written_beside(path, "w+b", durable=True) as copy:
            shutil.copyfileobj(kept, copy, BLOCK)
            copy.seek(0)
            if _sha256(copy) != sha256:
                raise file.refusal(path, message(N_("was altered or cut short in the storage")))
    except FileNotFoundError as error:
        raise file.refusal(path, message(N_("is not in the storage"))) from error
    except OSError as error:
        raise BundleError(f"the model file {name} cannot be fetched: {error}") from error


def _is_whole(path: Path, sha256: str) -> bool:
    try:
        with path.open("rb") as content:
            return _sha256(content) == sha256
    except OSError:
        return False


def _sha256(content: Any) -> str:
    """Of a file of Python's or of Django's, which passes on what it is asked."""
    return hashlib.file_digest(content, "sha256").hexdigest()
