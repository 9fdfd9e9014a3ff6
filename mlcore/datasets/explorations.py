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
from typing import Any

from django.conf import settings

from mlcore.datasets import storing
from mlcore.models import Dataset
from mlcore.pipeline.atomic_file import written_beside

MOST_KEPT = 500
PIPELINE = Path(__file__).parents[1] / "pipeline"
# What an exploration is made by; training may change without throwing all of them away.
EXPLORES = ("explore", "rows", "schema", "stats", "words")
logger = logging.getLogger(__name__)

Subgroup = tuple[str, str] | None


def exploration_of(dataset: Dataset, target: str, subgroup: Subgroup = None) -> dict[str, Any]:
    """The exploration as plain JSON, and under `everyone` how many of all students have each choice: whoever shows a
    subgroup must know which are too small, and would have to explore everybody for it. Raises SchemaError and
    InvalidValue for a bad choice."""
    path = _path(dataset, target, subgroup)
    found = _read(path)
    if found is None:
        found = _explore(dataset, target, subgroup)
        _write(path, json.dumps(found))
    return found


def _explore(dataset: Dataset, target: str, subgroup: Subgroup) -> dict[str, Any]:
    from mlcore.pipeline.explore import summary
    from mlcore.pipeline.rows import columns

    frame, schema = storing.frame_of(dataset), dataset.schema_version.schema
    rows = columns.subgroup(frame, schema, *subgroup) if subgroup else frame
    found = asdict(summary.explore(rows, schema, target))
    return found | {"everyone": [asdict(field) for field in summary.choice_summaries(frame, schema)]}


def _path(dataset: Dataset, target: str, subgroup: Subgroup) -> Path:
    schema = dataset.schema_version
    parts = [_code(), dataset.sha256, schema.name, schema.version, target, subgroup]
    name = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
    return Path(settings.DATA_DIR) / "cache" / "explorations" / f"{name}.json"


@lru_cache(maxsize=1)
def _code() -> str:
    """A release that explores differently must not show what an older one found."""
    digest = hashlib.sha256()
    for path in sorted(path for wing in EXPLORES for path in (PIPELINE / wing).rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


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
