"""What the exploration of a dataset found: computed once, then read from a file that all workers share.

Files, because they can be computed again at any time: nothing of it belongs in the database or its backup.
"""

import hashlib
import json
import logging
import os
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from mlcore.datasets import storing
from mlcore.models import Dataset
from mlcore.pipeline.atomic_file import written_beside
from mlcore.pipeline.explore.facts import Exploration
from mlcore.pipeline.from_json import from_json

MOST_KEPT = 500
PIPELINE = Path(__file__).parents[1] / "pipeline"
# What an exploration is made by; training may change without throwing all of them away.
EXPLORES = ("explore", "rows", "schema", "stats")
logger = logging.getLogger(__name__)

Subgroup = tuple[str, str] | None


def exploration_of(dataset: Dataset, target: str, subgroup: Subgroup = None, field: str | None = None) -> Exploration:
    """Of all rows, or of those with one choice of a field; `field` is looked at even where very wide data leave it
    out. Raises SchemaError and InvalidValue for a bad choice."""
    found = _kept(dataset, target, subgroup)
    is_left_out = any(connection.field == field for connection in found.left_out)
    return _kept(dataset, target, subgroup, field) if is_left_out else found


def _kept(dataset: Dataset, target: str, subgroup: Subgroup, field: str | None = None) -> Exploration:
    path = _path(dataset, target, subgroup, field)
    exploration = _read(path)
    if exploration is None:
        exploration = _explore(dataset, target, subgroup, field)
        _write(path, json.dumps(asdict(exploration)))
    return exploration


def forget_all() -> None:
    """After rows were deleted: the names of the files do not tell whose they are."""
    for path in _folder().glob("*.json"):
        path.unlink(missing_ok=True)


def _explore(dataset: Dataset, target: str, subgroup: Subgroup, field: str | None) -> Exploration:
    from mlcore.pipeline.explore import summary

    frame, schema = storing.frame_of(dataset), dataset.schema_version.schema
    return summary.explore(frame, schema, target, subgroup, field)


def _path(dataset: Dataset, target: str, subgroup: Subgroup, field: str | None) -> Path:
    schema = dataset.schema_version
    parts = [_code(), dataset.sha256, schema.name, schema.version, target, subgroup, field]
    name = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
    return _folder() / f"{name}.json"


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "cache" / "explorations"


@lru_cache(maxsize=1)
def _code() -> str:
    """A release that explores differently must not show what an older one found."""
    digest = hashlib.sha256()
    for path in sorted(path for wing in EXPLORES for path in (PIPELINE / wing).rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(path: Path) -> Exploration | None:
    try:
        return from_json(Exploration, json.loads(path.read_text(encoding="utf-8")))
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
        logger.warning("An exploration cannot be kept: %s", error)


def _forget_the_oldest(folder: Path) -> None:
    files = list(folder.iterdir())
    if len(files) > MOST_KEPT:
        for path in sorted(files, key=os.path.getmtime)[: len(files) - MOST_KEPT]:
            path.unlink(missing_ok=True)
