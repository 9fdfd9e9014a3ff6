"""What was found out about a dataset: computed once, then read from a file that all workers share.

Files, because they can be computed again at any time: nothing of it belongs in the database or its backup.
"""

import hashlib
import json
import logging
import os
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction

from mlcore.models import Dataset
from mlcore.pipeline.atomic_file import written_beside
from mlcore.pipeline.from_json import from_json

T = TypeVar("T")
MOST_KEPT = 500
PIPELINE = Path(__file__).parents[1] / "pipeline"
logger = logging.getLogger(__name__)


def kept(cls: type[T], compute: Callable[[], T], dataset: Dataset, made_by: tuple[str, ...], *choice: Any) -> T:
    """What `compute` finds: a dataclass, or a tuple of them. `made_by` are the wings of the pipeline it comes from, and
    `choice` is what it was asked for."""
    path = _path(dataset, made_by, *choice)
    found = _read(cls, path)
    if found is None:
        found = compute()
        _keep(dataset, path, json.dumps(found, default=_by_name))
    return found


def forget_all() -> None:
    """After rows were deleted: the names of the files do not tell whose they are."""
    for path in _folder().glob("*"):
        path.unlink(missing_ok=True)


def _keep(dataset: Dataset, path: Path, text: str) -> None:
    """Unless rows of it were deleted meanwhile, or are being deleted: who does it waits for us, then forgets all."""
    with transaction.atomic():
        present = Dataset.objects.present().select_for_update(no_key=True, skip_locked=True)
        if present.filter(pk=dataset.pk, sha256=dataset.sha256).first():
            _write(path, text)


def _path(dataset: Dataset, made_by: tuple[str, ...], *choice: Any) -> Path:
    schema = dataset.schema_version
    parts = [_code(made_by), dataset.sha256, schema.name, schema.version, *choice]
    name = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
    return _folder() / f"{name}.json"


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "cache" / "explorations"


@cache
def _code(wings: tuple[str, ...]) -> str:
    """A release that finds other things must not show what an older one found."""
    digest = hashlib.sha256()
    for path in sorted(path for wing in wings for path in (PIPELINE / wing).rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _by_name(value: Any) -> dict[str, Any]:
    """One level of a dataclass: `asdict` copies all of them first, which takes five times as long."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _read(cls: type[T], path: Path) -> T | None:
    try:
        return from_json(cls, json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def _write(path: Path, text: str) -> None:
    """A full disk costs time, not the page."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with written_beside(path, encoding="utf-8") as file:
            file.write(text)
        _forget_the_oldest(path.parent)
    except OSError as error:
        logger.warning("What was found out about a dataset cannot be kept: %s", error)


def _forget_the_oldest(folder: Path) -> None:
    files = list(folder.iterdir())
    if len(files) > MOST_KEPT:
        for path in sorted(files, key=os.path.getmtime)[: len(files) - MOST_KEPT]:
            path.unlink(missing_ok=True)
