"""An imported file may belong to a dataset that is there: added because somebody says so, or after a question."""

import shlex
import sys
from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.core.management.base import CommandError
from django.db.models import Q

from mlcore.datasets import keeping, words
from mlcore.models import Dataset

if TYPE_CHECKING:
    from mlcore.datasets.importing import Imported

Say = Callable[[str], object]
BAD_ROWS = "-bad-rows"
TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls")


def add(dataset: Dataset, to: Dataset, say: Say) -> None:
    """Raises CommandError where the rows of both are not of one kind."""
    try:
        root = keeping.join(dataset, to)
    except keeping.NotKept as error:
        raise CommandError(f"nothing was changed: {error}") from error
    if _has_remarks(dataset) or _origin(dataset, dataset.source_name) == root:
        _say_the_same(dataset, root)
    say(f"From now on {words.named(dataset)} is trained together with {words.named(root)}.")


def _say_the_same(mended: Dataset, origin: Dataset) -> None:
    """Mended rows come from where the others come from, unless somebody said otherwise."""
    mended.source, mended.licence = mended.source or origin.source, mended.licence or origin.licence
    mended.is_demo = mended.is_demo or origin.is_demo
    mended.save(update_fields=["source", "licence", "is_demo"])


def offer(imported: "Imported", file_name: str, say: Say) -> None:
    """Mended rows are no dataset to learn from alone: ask, or say what to do where nobody can answer."""
    dataset, origin = imported.dataset, _origin(imported.dataset, file_name)
    if dataset.adds_to_id:
        return
    if origin is not None and sys.stdin.isatty() and _agrees(dataset, origin):
        add(dataset, origin, say)
    elif origin is not None or _has_remarks(dataset):
        say(_hint(dataset, origin))


def _has_remarks(dataset: Dataset) -> bool:
    """Whether its file has the column that says what is wrong, whatever the file was called since."""
    from mlcore.pipeline.files.bad_rows import REMARK

    return REMARK in dataset.found.get("ignored_columns", ())


def _origin(dataset: Dataset, file_name: str) -> Dataset | None:
    """The newest dataset whose bad rows went into a file of this name; earlier releases did not note the name."""
    stem, suffix = PurePath(file_name).stem, PurePath(file_name).suffix
    found = Q(bad_rows_file=file_name)
    if stem.endswith(BAD_ROWS) and suffix == ".csv":
        files = [stem.removesuffix(BAD_ROWS) + ending for ending in TABLES]
        found |= Q(bad_rows_file="", source_name__in=files) & ~Q(left_out={})
    rows = Dataset.objects.present().filter(found, schema_version__name=dataset.schema_version.name)
    return rows.exclude(pk=dataset.pk).first()


def _agrees(dataset: Dataset, origin: Dataset) -> bool:
    question = f"Are these the mended rows of {words.named(origin)}? Then both are trained together from now on. [Y/n] "
    try:
        return input(question).strip().lower() in ("", "y", "yes")
    except EOFError:
        return False


def _hint(dataset: Dataset, origin: Dataset | None) -> str:
    whose = f" of {words.named(origin)}" if origin else ""
    to = shlex.quote(origin.name) if origin else "NAME"
    return (
        f"These look like the mended rows{whose}. They are a dataset of their own, from which 'train' learns alone; "
        f"to train both together: manage.py datasets join {shlex.quote(dataset.name)} --to {to}"
    )
