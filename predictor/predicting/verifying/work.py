"""Asking each model file again for what it answered, and counting how that went."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from mlcore.models import ModelVersion
from mlcore.pipeline.exceptions import BundleError
from mlcore.versions import live
from predictor.models.predictions import PredictionQuerySet
from predictor.predicting.verifying.chosen import Stored, batches
from predictor.predicting.verifying.compared import Changed, changed_reasons, changes

if TYPE_CHECKING:
    from mlcore.pipeline.bundle.bundle import Answer, Bundle


class Different(NamedTuple):
    """A prediction that its model file answers otherwise."""

    prediction: int
    version: ModelVersion
    changes: tuple[Changed, ...]


@dataclass
class Counted:
    """How it went with the predictions of one version; `problem`: why its file cannot be asked."""

    version: ModelVersion
    equal: int = 0
    different: int = 0
    unchecked: int = 0
    largest: float = 0.0
    problem: str = ""


@dataclass
class Verification:
    """Read it with `run`; what it counted stands in `counted` then, and in the meantime."""

    predictions: PredictionQuerySet
    reasons: bool = False
    counted: dict[int, Counted] = field(default_factory=dict)

    def run(self) -> Iterator[Different]:
        """Those that differ, as they are found. Memory holds one batch and the model files of the process's cache."""
        for batch in batches(self.predictions, reasons=self.reasons):
            rows = sorted(batch, key=attrgetter("version"))
            for version, alike in groupby(rows, key=attrgetter("version")):
                yield from self._of_version(self._counted(version), list(alike))

    def _counted(self, version: int) -> Counted:
        if version not in self.counted:
            found = ModelVersion.objects.select_related("task", "schema_version").get(pk=version)
            self.counted[version] = Counted(found)
        return self.counted[version]

    def _of_version(self, counted: Counted, rows: list[Stored]) -> Iterator[Different]:
        try:
            bundle = live.bundle_of(counted.version)
        except BundleError as error:
            counted.problem = str(error)
            counted.unchecked += len(rows)
            return
        different = list(_different(bundle, rows))
        counted.equal += len(rows) - len(different)
        counted.different += len(different)
        for stored, found in different:
            counted.largest = max(counted.largest, *(one.by for one in found))
            yield Different(stored.id, counted.version, found)


def _different(bundle: "Bundle", rows: list[Stored]) -> Iterator[tuple[Stored, tuple[Changed, ...]]]:
    for stored, answer in zip(rows, _answers(bundle, rows), strict=True):
        found = (*changes(stored, answer), *_reasons(bundle, stored))
        if found:
            yield stored, found


def _answers(bundle: "Bundle", rows: list[Stored]) -> "list[Answer]":
    return bundle.predict([stored.answers for stored in rows], widening=False)


def _reasons(bundle: "Bundle", stored: Stored) -> Iterable[Changed]:
    return changed_reasons(stored, bundle.explain(stored.answers)) if stored.reasons else ()
