"""The file of a bundle: written beside and renamed, and verified before a single byte of it is unpickled."""

import hashlib
import os
import pickle
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import joblib

from mlcore.pipeline.atomic_file import written_beside
from mlcore.pipeline.bundle import format_1
from mlcore.pipeline.exceptions import BundleError, SchemaError
from mlcore.pipeline.messages import N_, Message, message

# Raise it whenever the plain data of a bundle change their shape, and teach `read` the one before.
FORMAT = 4
READ = (1, 2, 3, FORMAT)
PARTS = {"schema", "task", "encoder", "estimator", "ranges", "background"}
# Absent in files that were written before they were kept.
OPTIONAL = {"others"}
SUFFIX = ".joblib"
# As `write` calls its files.
NAME = re.compile(r"[A-Za-z0-9_-]+-[0-9a-f]{64}\.joblib")
ALWAYS_USED = ("numpy", "sklearn")
# What unpickling verified bytes can still meet when code or libraries have moved on.
UNREADABLE = (
    pickle.UnpicklingError,
    EOFError,
    ImportError,
    AttributeError,
    KeyError,
    IndexError,
    TypeError,
    ValueError,
)
WITH_ANOTHER = N_("was made with %(name)s %(then)s, installed is %(now)s")
WITH_NONE = N_("was made with %(name)s %(then)s, installed is none")


def make_passport(*estimators: Any, **facts: Any) -> dict[str, Any]:
    """Format, time and versions of the libraries that the estimators need, beside the given JSON facts."""
    modules = dict.fromkeys([*ALWAYS_USED, *(type(one).__module__.partition(".")[0] for one in estimators)])
    versions = {name: import_module(name).__version__ for name in modules}
    created = datetime.now(UTC).isoformat(timespec="seconds")
    return {"format": FORMAT, "created": created, "libraries": versions} | facts


def write(folder: Path, name: str, passport: Mapping[str, Any], parts: Mapping[str, Any]) -> tuple[str, Path]:
    """Give the SHA-256 and path of a new file `name-sha256.joblib`. Raises OSError and leaves nothing behind."""
    content = _dump({"passport": dict(passport), "parts": _dump(dict(parts), compress=3)})
    sha256 = hashlib.sha256(content).hexdigest()
    path = folder / f"{name}-{sha256}{SUFFIX}"
    folder.mkdir(parents=True, exist_ok=True)
    with written_beside(path, "wb", durable=True) as file:
        os.fchmod(file.fileno(), 0o644)  # another user may serve what this one trained
        file.write(content)
    return sha256, path


def read(path: Path, sha256: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Passport and parts. Raises BundleError where the bytes are not those of `sha256`, or are outdated."""
    outer = check(path, sha256)
    if outer["passport"]["format"] == 1:
        format_1.answer_to_old_names()
    parts = _unpickle(outer["parts"], path)
    if not isinstance(parts, dict) or set(parts) - OPTIONAL != PARTS:
        raise refusal(path, message(N_("does not hold what a model bundle holds")))
    if outer["passport"]["format"] == 1:
        with readable(path):
            return outer["passport"] | {"format": FORMAT}, format_1.plain(parts)
    return outer["passport"], parts


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Whatever reading the parts of a file meets is one refusal. Raises BundleError."""
    try:
        yield
    except (*UNREADABLE, SchemaError) as error:
        told = message(N_("cannot be read by this version (%(error)s)"), error=type(error).__name__)
        raise refusal(path, told) from error


def check(path: Path, sha256: str) -> dict[str, Any]:
    """Passport and the parts, which stay pickled: whole and made for these libraries, at the cost of reading the file.

    Raises BundleError.
    """
    # Two layers: the outer one holds plain types, so that the passport is read before any library's object.
    outer = _unpickle(_verified(path, sha256), path)
    if not _is_bundle(outer):
        raise refusal(path, message(N_("is not a model bundle")))
    _check_passport(outer["passport"], path)
    return outer


def _is_bundle(outer: Any) -> bool:
    if not isinstance(outer, dict) or set(outer) != {"passport", "parts"}:
        return False
    passport = outer["passport"]
    is_pickled = isinstance(outer["parts"], bytes)
    return is_pickled and isinstance(passport, dict) and isinstance(passport.get("libraries"), dict)


def _dump(content: Any, compress: int = 0) -> bytes:
    buffer = BytesIO()
    joblib.dump(content, buffer, compress=compress)
    return buffer.getvalue()


def _verified(path: Path, sha256: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise refusal(path, message(N_("cannot be read (%(error)s)"), error=str(error.strerror))) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise refusal(path, message(N_("was altered or cut short since it was written")))
    # The very bytes that were verified are unpickled; reading the file again would open a gap in between.
    return content


def _unpickle(content: bytes, path: Path) -> Any:
    with readable(path):
        return joblib.load(BytesIO(content))


def _check_passport(passport: Mapping[str, Any], path: Path) -> None:
    if type(passport.get("format")) is not int or passport["format"] not in READ:
        told = N_("has format %(format)s, this version reads format 1 to %(newest)s")
        raise refusal(path, message(told, format=str(passport.get("format")), newest=FORMAT))
    for name, trained_with in passport["libraries"].items():
        installed = _installed(name)
        if _major_minor(installed) != _major_minor(trained_with):
            with_what = WITH_ANOTHER if installed else WITH_NONE
            raise refusal(path, message(with_what, name=name, then=trained_with, now=installed))


def _installed(name: str) -> str:
    try:
        return str(import_module(name).__version__)
    except ImportError:
        return ""


def _major_minor(version: str) -> list[str]:
    return version.split(".")[:2]


def refusal(path: Path, reason: Message) -> BundleError:
    """Why a file is of no use, and what helps."""
    task, separator, _ = path.stem.rpartition("-")
    told = N_(
        "the model file %(file)s %(reason)s; train the task again: manage.py train %(task)s, or restore the file "
        "from a backup"
    )
    return BundleError(told, file=path.name, reason=reason, task=task if separator else "TASK")
