"""Several datasets as one: the rows that a model learns from are kept as they were put together."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction

from mlcore.datasets import storing
from mlcore.datasets.left_out import withheld
from mlcore.datasets.left_out.taken import Taken
from mlcore.models import Dataset, DatasetPart, SchemaVersion
from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.messages import N_

if TYPE_CHECKING:
    from mlcore.pipeline.rows.combining import Combined

LONGEST_NAME = 100
LONGEST_TEXT = 2_000


@transaction.atomic
def together(datasets: Sequence[Dataset], schema_version: SchemaVersion, *, leave_out: bool | None = None) -> Dataset:
    """The rows of all datasets under one schema version, in the order in which they were stored; one alone is itself.
    Rows of who objects are left out, of one alone too.

    `leave_out` says what becomes of rows that several have (`combining.combine`). The same rows twice are one dataset.
    Raises DataError where rows were deleted, or none is left. The schemas must not contradict each other
    (`growth.contradictions`).
    """
    parts = _taken(_locked(datasets))
    if is_whole(parts, schema_version):
        return parts[0].dataset
    found = combined(parts, schema_version, leave_out)
    whole, created = storing.store_dataset(
        schema_version=schema_version,
        frame=found.frame,
        people=found.still(people_of(parts)),
        supported=found.still_there(supported_of(parts)),
        **_about(parts, schema_version),
    )
    if created:
        note_parts(whole, parts, found)
    return whole


def is_whole(parts: Sequence[Taken], schema_version: SchemaVersion) -> bool:
    """Whether it is one dataset, as it is."""
    return len(parts) == 1 and not parts[0].without and parts[0].dataset.schema_version_id == schema_version.pk


def note_parts(whole: Dataset, parts: Sequence[Taken], found: "Combined") -> None:
    """What it was made of, in order, what was not taken, and how many rows repeated."""
    DatasetPart.objects.bulk_create(
        DatasetPart(
            whole=whole,
            part=part.dataset,
            position=position,
            repeats=again.rows,
            left_out=again.left_out,
            withheld=list(part.without),
        )
        for position, (part, again) in enumerate(zip(parts, found.repeats, strict=True), start=1)
    )


def parts_of(dataset: Dataset) -> list[Dataset]:
    """What a dataset was made of, in order; of one that was imported, itself."""
    return [line.part for line in dataset.parts.select_related("part__schema_version")] or [dataset]


def _locked(datasets: Sequence[Dataset]) -> list[Dataset]:
    """Nobody deletes or archives them until they are put together."""
    keys = {part.pk for dataset in datasets for part in parts_of(dataset)}
    locked = Dataset.objects.select_for_update(of=("self",)).select_related("schema_version").filter(pk__in=keys)
    parts = list(locked.order_by("pk"))
    for part in parts:
        if part.deleted_at:
            raise DataError(N_("The rows of dataset '%(name)s' were deleted. Import the file again."), name=part.name)
    return parts


def _taken(parts: Sequence[Dataset]) -> list[Taken]:
    """Without rows of who objects. Raises DataError where none is left."""
    objecting = withheld.positions(parts)
    found = [Taken(part, tuple(objecting.get(part.pk, ()))) for part in parts]
    if objecting and not sum(part.rows for part in found):
        raise DataError(N_("All rows are of students who object to being learned from. Choose another dataset."))
    return found


def combined(parts: Sequence[Taken], schema_version: SchemaVersion, leave_out: bool | None) -> "Combined":
    """The rows of all parts, one after the other."""
    from mlcore.pipeline.rows.combining import carried, combine

    return combine([carried(part.frame, schema_version.schema) for part in parts], leave_out)


def people_of(parts: Sequence[Taken]) -> list[list[int]]:
    """Positions of rows of one person, in all parts one after the other."""
    found, start = [], 0
    for part in parts:
        found += [[start + position for position in one] for one in part.people]
        start += part.rows
    return found


def supported_of(parts: Sequence[Taken]) -> list[int]:
    """Positions of results with support, in all parts one after the other."""
    found, start = [], 0
    for part in parts:
        found += [start + position for position in part.supported]
        start += part.rows
    return found


def _about(taken: Sequence[Taken], schema_version: SchemaVersion) -> dict[str, Any]:
    parts = [part.dataset for part in taken]
    return {
        "name": _name([part.name for part in parts], schema_version),
        "source": _each([part.source for part in parts]),
        "licence": _each([part.licence for part in parts]),
        # Pages must not call rows real of which some are made up.
        "is_demo": any(part.is_demo for part in parts),
    }


def _name(names: Sequence[str], schema_version: SchemaVersion) -> str:
    """Free when it is asked for: the same parts may stand for other rows under another schema version."""
    full = " + ".join(names) if len(names) > 1 else f"{names[0]} ({schema_version})"
    first = full if len(full) <= LONGEST_NAME else f"{names[0][:70]} + {len(names) - 1} more"
    taken = set(Dataset.objects.present().filter(name__startswith=first[:90]).values_list("name", flat=True))
    candidates = (first, *(f"{first[:90]} ({number})" for number in range(2, len(taken) + 3)))
    return next(name for name in candidates if name not in taken)


def _each(texts: Sequence[str]) -> str:
    """Every text once; blank where nothing was said of some rows, for then it is not known of all."""
    return "; ".join(dict.fromkeys(texts))[:LONGEST_TEXT] if all(texts) else ""
