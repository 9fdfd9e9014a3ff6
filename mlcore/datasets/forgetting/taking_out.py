"""Rows of somebody who is forgotten are taken out of datasets, and of all that was made of these."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from mlcore.datasets import kept, storing, together
from mlcore.datasets.left_out.taken import Taken
from mlcore.models import Dataset, DatasetContent, Rehearsal, ResultDetail, TrainingRun

if TYPE_CHECKING:
    import pandas as pd
    from django.db.models import QuerySet

WHO = "forgetting a student"  # not for readers


@dataclass
class TakenOut:
    """By the key of a dataset which rows went; and every dataset that has others now, or none any more."""

    rows: dict[int, list[int]] = field(default_factory=dict)
    changed: list[int] = field(default_factory=list)


@transaction.atomic
def take_out(rows: Mapping[int, Collection[int]]) -> TakenOut:
    """The positions of rows by the key of a dataset that is not made of others.

    The dataset stays where it is, as its place among others decides in which order they are learned from. Trainings
    that learned from it are marked, and what they kept of single rows goes; so do replays of past years.
    """
    taken = TakenOut()
    for part in _locked([key for key, positions in rows.items() if positions]):
        taken.rows[part.pk] = sorted(set(rows[part.pk]))
        _without(part, taken.rows[part.pk])
    wholes = Dataset.objects.present().filter(parts__part__in=taken.rows).distinct().values_list("pk", flat=True)
    made = [whole for whole in _locked(wholes) if _lacks(whole, taken.rows)]
    for whole in made:
        _made_anew(whole)
    taken.changed = [*taken.rows, *(whole.pk for whole in made)]
    _mark(taken.changed)
    return taken


def standing_for(dataset: Dataset) -> Dataset:
    """The one that has its rows now."""
    while dataset.replaced_by is not None:
        dataset = dataset.replaced_by
    return dataset


def _locked(keys: Collection[int]) -> list[Dataset]:
    """A training that begins refers to its dataset: it waits, and then reads the rows that are left."""
    rows = Dataset.objects.present().select_for_update(of=("self",)).select_related("schema_version")
    return list(rows.filter(pk__in=keys).order_by("pk"))


def _without(part: Dataset, positions: Sequence[int]) -> None:
    left = Taken(part, tuple(positions))
    _put(part, left.frame, left.people, left.supported)


def _lacks(whole: Dataset, gone: Mapping[int, Sequence[int]]) -> bool:
    """Whether any of the rows had gone into it: of who objected before it was put together none did. Where those that
    it was put together without stand now is noted."""
    found = False
    for line in whole.parts.filter(part__in=gone).select_related("part"):
        found = found or not set(gone[line.part_id]) <= set(line.withheld)
        line.withheld = Taken(line.part, tuple(gone[line.part_id])).still(line.withheld)
        line.save(update_fields=["withheld"])
    return found


def _made_anew(whole: Dataset) -> None:
    """As `together` would make it of what its parts are now."""
    parts = _parts_left(whole)
    if together.is_whole(parts, whole.schema_version):
        _end(whole, parts[0].dataset)
    elif not sum(part.rows for part in parts):
        _end(whole, None)
    else:
        _put_together(whole, parts)


def _parts_left(whole: Dataset) -> list[Taken]:
    """In the order in which they were stored; two may have become one."""
    left: dict[int, Taken] = {}
    for line in whole.parts.select_related("part__schema_version"):
        part = standing_for(line.part)
        if not part.deleted_at:
            left.setdefault(part.pk, Taken(part, tuple(line.withheld)))
    return [left[key] for key in sorted(left)]


def _put_together(whole: Dataset, parts: Sequence[Taken]) -> None:
    combined = together.combined(parts, whole.schema_version, _asked(whole))
    people, supported = together.people_of(parts), together.supported_of(parts)
    _put(whole, combined.frame, combined.still(people), combined.still_there(supported))
    whole.parts.all().delete()
    together.note_parts(whole, parts, combined)


def _asked(whole: Dataset) -> bool | None:
    """What was said about rows that repeat when it was learned from last."""
    run = whole.runs.filter(options__has_key="leave_out").first()
    return run.options["leave_out"] if run else None


def _put(dataset: Dataset, frame: "pd.DataFrame", people: Sequence[Sequence[int]], supported: Sequence[int]) -> None:
    from mlcore.pipeline.rows.storing import pack

    packed = pack([frame], dataset.schema_version.schema)
    dataset.rows, dataset.sha256 = packed.rows, storing.hash_of(packed, supported)
    others = Dataset.objects.present().exclude(pk=dataset.pk)
    twin = others.filter(schema_version=dataset.schema_version, sha256=dataset.sha256).first()
    if twin or not packed.rows:
        _end(dataset, twin)
        return
    several = [list(one) for one in people if len(one) > 1]
    changes = {"csv": packed.csv, "people": several, "supported": list(supported)}
    DatasetContent.objects.filter(dataset=dataset).update(**changes)
    dataset.save(update_fields=["rows", "sha256"])


def _end(dataset: Dataset, twin: Dataset | None) -> None:
    """Nothing is left of it, or another one is the same: then its own hash, which tells of what went, goes too."""
    DatasetContent.objects.filter(dataset=dataset).delete()
    dataset.deleted_at, dataset.deleted_by, dataset.replaced_by = timezone.now(), WHO, twin
    if twin:
        dataset.rows, dataset.sha256 = twin.rows, twin.sha256
    dataset.save(update_fields=["rows", "sha256", "deleted_at", "deleted_by", "replaced_by"])


def mark(runs: "QuerySet[TrainingRun]") -> None:
    """They learned from somebody who is forgotten."""
    runs.filter(forgot_at=None).update(forgot_at=timezone.now())
    ResultDetail.objects.filter(result__run__in=runs.order_by().values("pk")).delete()


def _mark(datasets: Collection[int]) -> None:
    mark(TrainingRun.objects.filter(dataset__in=datasets))
    Rehearsal.objects.filter(dataset__in=datasets).delete()
    if datasets:
        # Now, for the process may end right after the commit; and then, for somebody may look at the rows until it.
        kept.forget_all()
        transaction.on_commit(kept.forget_all)
