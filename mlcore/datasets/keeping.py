"""What becomes of datasets after their import: they belong together, are archived, brought back, or deleted."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from mlcore.datasets import kept, together
from mlcore.models import Dataset, DatasetContent, ModelVersion
from mlcore.pipeline.schema.growth import Contradiction, contradictions
from mlcore.words.names import listed
from mlcore.words.said import said


class NotKept(Exception):
    """Nothing was changed; the message says why."""


class DoNotFit(NotKept):
    """The rows of two datasets are not of one kind."""

    def __init__(self, older: Dataset, newer: Dataset, found: tuple[Contradiction, ...]) -> None:
        named = "; ".join(said(contradiction.message) for contradiction in found)
        told = _("'%(one)s' and '%(other)s' cannot be trained together: %(newer)s contradicts %(older)s (%(changes)s)")
        facts = {"one": older.name, "other": newer.name, "newer": newer.schema_version, "older": older.schema_version}
        super().__init__(told % {**facts, "changes": named})


@dataclass(frozen=True)
class Consequences:
    """What hangs on the rows of a dataset: those that were made of it, and the versions that learned from any."""

    wholes: tuple[Dataset, ...]
    versions: tuple[ModelVersion, ...]

    @property
    def live(self) -> tuple[ModelVersion, ...]:
        return tuple(version for version in self.versions if version.is_live)


@transaction.atomic
def join(dataset: Dataset, to: Dataset) -> Dataset:
    """From now on both are learned from together; gives the one that the others belong to. Raises NotKept."""
    added, chosen = _locked(dataset, to)
    if added in (chosen, chosen.adds_to):
        itself, to_itself = _("'%(dataset)s' cannot be added to itself"), added == chosen
        told = itself if to_itself else _("'%(dataset)s' cannot be added to what was added to it")
        raise NotKept(told % {"dataset": added.name})
    root = chosen.adds_to or chosen
    _check_imported(added, chosen)
    for member in (root, *root.added.exclude(pk=added.pk).select_related("schema_version")):
        _check_fit(added, member)
    # Whatever was added to it before moves along.
    Dataset.objects.filter(Q(pk=added.pk) | Q(adds_to=added)).update(adds_to=root)
    return root


@transaction.atomic
def part(dataset: Dataset) -> None:
    """It is learned from alone again. Raises NotKept."""
    (found,) = _locked(dataset)
    if found.adds_to is None:
        raise NotKept(_("'%(name)s' was not added to another dataset") % {"name": found.name})
    Dataset.objects.filter(pk=found.pk).update(adds_to=None)


@transaction.atomic
def archive(dataset: Dataset, *, who: str) -> None:
    """It is no longer offered, nor taken by a training. Raises NotKept."""
    (found,) = _locked(dataset)
    if found.archived_at:
        raise NotKept(_("'%(name)s' is archived already") % {"name": found.name})
    Dataset.objects.filter(pk=found.pk).update(archived_at=timezone.now(), archived_by=who)


@transaction.atomic
def bring_back(dataset: Dataset) -> None:
    """Raises NotKept."""
    (found,) = _locked(dataset)
    if not found.archived_at:
        raise NotKept(_("'%(name)s' is not archived") % {"name": found.name})
    Dataset.objects.filter(pk=found.pk).update(archived_at=None, archived_by="")


@transaction.atomic
def delete(dataset: Dataset, *, who: str) -> Consequences:
    """The rows are gone, also where they were put together with others. What is known of them stays. Raises NotKept."""
    (found,) = _locked(dataset)
    lost = consequences(found)
    keys = [found.pk, *(whole.pk for whole in lost.wholes)]
    DatasetContent.objects.filter(dataset__in=keys).delete()
    Dataset.objects.filter(pk__in=keys).update(deleted_at=timezone.now(), deleted_by=who)
    # Pictures made of the rows are files; without the rows nobody could ask for them, but they would lie there. Now,
    # for the process may end right after the commit; and then, for somebody may look at the rows until it.
    kept.forget_all()
    transaction.on_commit(kept.forget_all)
    return lost


def consequences(dataset: Dataset) -> Consequences:
    wholes = tuple(Dataset.objects.present().filter(parts__part=dataset))
    versions = ModelVersion.objects.filter(run__dataset__in=[dataset, *wholes]).select_related("task")
    return Consequences(wholes, tuple(versions.order_by("task", "number")))


def _locked(*datasets: Dataset) -> list[Dataset]:
    """As they are now, and nobody else changes them. Raises NotKept where rows were deleted."""
    keys = {dataset.pk for dataset in datasets}
    rows = Dataset.objects.select_for_update(of=("self",)).select_related("schema_version", "adds_to__schema_version")
    found = {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}
    for row in found.values():
        if row.deleted_at:
            raise NotKept(_("the rows of '%(name)s' were deleted") % {"name": row.name})
    return [found[dataset.pk] for dataset in datasets]


def _check_imported(*datasets: Dataset) -> None:
    for dataset in datasets:
        parts = together.parts_of(dataset)
        if parts != [dataset]:
            names = listed([f"'{found.name}'" for found in parts])
            raise NotKept(
                _("'%(name)s' was made of %(names)s; name one of these") % {"name": dataset.name, "names": names}
            )


def _check_fit(one: Dataset, other: Dataset) -> None:
    older, newer = sorted((one, other), key=lambda dataset: dataset.schema_version.version)
    if older.schema_version.name != newer.schema_version.name:
        told = _("'%(one)s' follows %(schema)s, '%(other)s' %(other_schema)s")
        facts = {"one": one.name, "schema": one.schema_version, "other": other.name}
        raise NotKept(told % {**facts, "other_schema": other.schema_version})
    found = contradictions(older.schema_version.schema, newer.schema_version.schema)
    if found:
        raise DoNotFit(older, newer, found)
