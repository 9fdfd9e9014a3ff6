"""What would be pruned: facts, read at one moment."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from django.db.models import Count
from django.utils import timezone

from mlcore.bundles.files import Listed
from mlcore.models import ModelVersion, Promotion, Task
from mlcore.versions import promotions

Reason = Literal["live", "before", "referred", "newest"]
# Somebody may still be about to store the version of a younger one.
ORPHAN_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Staying:
    version: ModelVersion
    reason: Reason
    predictions: int = 0


@dataclass(frozen=True)
class Going:
    version: ModelVersion
    size: int  # in bytes; none where the file is gone already


@dataclass(frozen=True)
class Plan:
    """`leftovers` are files that no version needs: nobody names them, or a pruning was stopped before they went."""

    going: tuple[Going, ...]
    staying: tuple[Staying, ...]
    leftovers: tuple[Listed, ...]

    @property
    def needed(self) -> frozenset[str]:
        return frozenset(one.version.file for one in self.staying)

    @property
    def files(self) -> tuple[str, ...]:
        """A file that a staying version names too is not among them."""
        named = [one.version.file for one in self.going] + [one.name for one in self.leftovers]
        return tuple(name for name in dict.fromkeys(named) if name not in self.needed)

    @property
    def freed(self) -> int:
        sizes = {one.version.file: one.size for one in self.going} | {one.name: one.size for one in self.leftovers}
        return sum(sizes[name] for name in self.files)


def planned(listed: Sequence[Listed], keep: int) -> Plan:
    """Of the files that are `listed`; per task the last `keep` versions stay in any case."""
    versions = list(ModelVersion.objects.filter(pruned_at=None).select_related("task").newest_first())
    staying = tuple(_staying(versions, keep))
    stays = {one.version.pk for one in staying}
    sizes = {one.name: one.size for one in listed}
    going = tuple(Going(one, sizes.get(one.file, 0)) for one in versions if one.pk not in stays)
    return Plan(going, staying, tuple(_leftovers(listed, {one.file for one in versions})))


def _staying(versions: Sequence[ModelVersion], keep: int) -> Iterator[Staying]:
    before = set(map(_before, Task.objects.all()))
    predictions, seen = _references(), Counter[int]()
    for version in versions:
        seen[version.task_id] += 1
        if version.is_live:
            yield Staying(version, "live")
        elif version.pk in before:
            yield Staying(version, "before")
        elif predictions[version.pk]:
            yield Staying(version, "referred", predictions[version.pk])
        elif seen[version.task_id] <= keep:
            yield Staying(version, "newest")


def _before(task: Task) -> int | None:
    """What a rollback would bring back."""
    try:
        return promotions.version_before(task).pk
    except promotions.NotPromoted:
        return None


def _references() -> Counter[int]:
    """How many rows of the product refer to each version: reasons, chances and second opinions are asked of its file
    when they are read."""
    found = Counter[int]()
    for relation in ModelVersion._meta.related_objects:
        if relation.related_model is Promotion:  # who made which one live is told without a file
            continue
        name = relation.field.attname
        rows = relation.related_model._base_manager.order_by().values_list(name)
        found.update(dict(rows.annotate(Count("pk"))))
    return found


def _leftovers(listed: Sequence[Listed], named: Collection[str]) -> Iterator[Listed]:
    pruned = set(ModelVersion.objects.exclude(pruned_at=None).values_list("file", flat=True))
    old = timezone.now() - ORPHAN_AFTER
    for one in listed:
        if one.name not in named and (one.name in pruned or one.changed_at < old):
            yield one
