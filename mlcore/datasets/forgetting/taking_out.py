"""Rows of somebody who is forgotten are taken out of datasets, and of all that was made of these."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from mlcore.datasets import kept, storing, together
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
    made = _locked(wholes)
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
    frame, gone = storing.frame_of(part), set(positions)
    still = [position for position in range(len(frame)) if position not in gone]
    place = {position: new for new, position in enumerate(still)}
    people = [[place[one] for one in person if one in place] for person in storing.people_of(part)]
    supported = [place[one] for one in storing.supported_of(part) if one in place]
    _put(part, frame.iloc[still].reset_index(drop=True), people, supported)


def _made_anew(whole: Dataset) -> None:
    """As `together` would make it of what its parts are now."""
    parts = list(dict.fromkeys(standing_for(part) for part in together.parts_of(whole)))
    parts = sorted((part for part in parts if not part.deleted_at), key=lambda part: part.pk)
    if [part.schema_version_id for part in parts] == [whole.schema_version_id]:
        _end(whole, parts[0])
    elif not parts:
        _end(whole, None)
    else:
        _put_together(whole, parts)


def _put_together(whole: Dataset, parts: Sequence[Dataset]) -> None:
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
