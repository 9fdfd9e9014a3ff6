"""What is said of datasets: their size, what they were made of, what became of them, and why one is not taken."""

import shlex
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone

from mlcore.datasets.choosing import Choice, Left, Why
from mlcore.datasets.keeping import Consequences
from mlcore.models import Dataset, DatasetPart
from mlcore.words import numbers
from mlcore.words.names import listed

OF_THE_SCHEMA = {Why.CONTRADICTS, Why.NEWER_SCHEMA, Why.OTHER_SCHEMA, Why.NO_TARGET}

# A model keeps a few rows of what it learned from, to explain by; its file is history as well.
REMAINS = "its file keeps a sample of rows, without names. Earlier backups hold the rows."
REMAIN = "their files keep a sample of rows, without names. Earlier backups hold the rows."


def day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y}"


def named(dataset: Dataset) -> str:
    """'scores (160 rows)'."""
    return f"{dataset.name} ({numbers.rows(dataset.rows)}{', deleted' if dataset.deleted_at else ''})"


def deleted(dataset: Dataset) -> str:
    """'Its rows were deleted on 26 November 2026 by ...'; empty where they are there."""
    return f"Its rows were {state(dataset)}." if dataset.deleted_at else ""


def archived(dataset: Dataset) -> str:
    return f"archived on {day(dataset.archived_at)}{_by(dataset.archived_by)}" if dataset.archived_at else ""


def state(dataset: Dataset) -> str:
    """For lists: blank where it is offered."""
    if dataset.deleted_at:
        return f"deleted on {day(dataset.deleted_at)}{_by(dataset.deleted_by)}"
    return archived(dataset)


def taken(choice: Choice) -> str:
    """Which rows a training takes, and why these."""
    one, *added = choice.taken
    if choice.is_named:
        return f"on {listed([named(dataset) for dataset in choice.taken])}, as asked for"
    if not added:
        return f"on {named(one)}, the newest dataset that fits"
    return f"on {listed([named(dataset) for dataset in choice.taken])}: the newest dataset and what it belongs with"


def left(choice: Choice) -> list[str]:
    """A sentence for each dataset that is not taken."""
    return [f"Not taken: {named(found.dataset)}, {reason(found)}." for found in choice.left]


def reason(found: Left) -> str:
    """Why a dataset is not taken, to stand behind its name, with what can be done."""
    dataset = found.dataset
    if found.why in OF_THE_SCHEMA:
        return f"which follows {dataset.schema_version}{_against(found)}"
    if found.why == Why.ARCHIVED:
        return f"{archived(dataset)} (manage.py datasets bring-back {_quoted(dataset)})"
    if found.why == Why.DELETED:
        return deleted(dataset).removeprefix("Its ").removesuffix(".")
    if found.why == Why.NOT_NEWEST:
        return f"which is older; to take it as well: --dataset {_quoted(dataset)}, or manage.py datasets join"
    return f"which was not asked for; to take it as well: --dataset {_quoted(dataset)}"


def _against(found: Left) -> str:
    if found.contradictions:
        return ", which the newer version contradicts: " + "; ".join(str(change) for change in found.contradictions)
    return " and does not know what is asked" if found.why == Why.NO_TARGET else ""


def repeated(parts: Iterable[DatasetPart]) -> list[str]:
    """A sentence for each part with rows that stood before."""
    return [_repeated(line) for line in parts if line.repeats]


def _repeated(line: DatasetPart) -> str:
    are = "is" if line.repeats == 1 else "are"
    found = f"{numbers.rows(line.repeats)} of {line.part.name} {are} also in what stands before"
    if line.left_out:
        return f"{found}: {numbers.count(line.left_out)} left out, so that none is learned from twice (--repeats keep)."
    return f"{found}: kept, no more than chance explains, as of students with the same values (--repeats leave-out)."


def made_of(dataset: Dataset) -> str:
    """Its parts with their sizes; empty where it was imported."""
    return together([line.part for line in dataset.parts.all()])


def refused(dataset: Dataset) -> str:
    """How many rows were left out at the import, of which part; empty where none was."""
    parts = [line.part for line in dataset.parts.select_related("part")]
    if not parts:
        return numbers.rows(dataset.left_out["rows"]) if dataset.left_out else ""
    return listed([f"{numbers.rows(part.left_out['rows'])} of {part.name}" for part in parts if part.left_out])


def repeats_left_out(dataset: Dataset) -> str:
    """How many rows are not learned from because another part has them too; empty where none is."""
    parts = dataset.parts.select_related("part").filter(left_out__gt=0)
    return listed([f"{numbers.rows(line.left_out)} of {line.part.name}" for line in parts])


def together(datasets: Sequence[Dataset]) -> str:
    return listed([named(dataset) for dataset in datasets]) if datasets else ""


def consequences(lost: Consequences) -> str:
    """What hangs on rows that are to be deleted."""
    if not lost.versions:
        told = "No model learned from them. Earlier backups hold them."
    else:
        versions = [f"{version}{' (live)' if version.is_live else ''}" for version in lost.versions]
        serve = f"It goes on serving, and {REMAINS}" if len(versions) == 1 else f"They go on serving, and {REMAIN}"
        told = f"{listed(versions)} learned from them. {serve}"
    return f"The rows of {together(lost.wholes)} go with them. {told}" if lost.wholes else told


def _quoted(dataset: Dataset) -> str:
    return shlex.quote(dataset.name)


def _by(who: str) -> str:
    return f" by {who}" if who else ""
