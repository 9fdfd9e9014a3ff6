"""What changed between two predictions of a student: how much by other inputs, how much by another model."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from mlcore.models import ModelVersion
from mlcore.pipeline.schema import Field
from mlcore.versions import live
from mlcore.words.numbers import rounded
from predictor.changes.measured import Measured
from predictor.changes.re_sits import beyond
from predictor.models import Prediction

Pair = tuple[Prediction, Prediction]


@dataclass(frozen=True, kw_only=True)
class Change:
    """In points as people name them, so that both parts add up to the whole. They are None where the file of the model
    that answered last is gone and cannot be asked about the inputs of then."""

    since: dt.datetime
    total: Decimal
    inputs: Decimal | None
    model: Decimal | None
    # Whether what other inputs brought is more than a re-sit would bring; None where that cannot be told.
    beyond: bool | None = None

    @property
    def is_split(self) -> bool:
        """Whether both had a part in it."""
        return bool(self.inputs and self.model)

    @property
    def is_beyond(self) -> bool:
        """Whether inputs moved it by more than a re-sit would, and the whole went the same way."""
        return bool(self.beyond and self.inputs and self.inputs * self.total > 0)


def changes(pairs: Sequence[Pair], target: Field, measured: Measured) -> dict[int, Change]:
    """By the newer prediction of each pair; the older one comes first. Read with submission and model version."""
    between = _between([pair for pair in pairs if _both_changed(*pair)])
    middles = {newer.pk: _middle(older, newer, between) for older, newer in pairs}
    moved = {newer.pk: newer.value - middle for _, newer in pairs if (middle := middles[newer.pk]) is not None}
    found = beyond(pairs, moved, measured) if any(moved.values()) else {}
    return {
        newer.pk: replace(_change(older, newer, middles[newer.pk], target), beyond=found.get(newer.pk))
        for older, newer in pairs
    }


def _both_changed(older: Prediction, newer: Prediction) -> bool:
    return older.model_version_id != newer.model_version_id and _inputs(older) != _inputs(newer)


def _inputs(prediction: Prediction) -> dict[str, object]:
    """What was known: another version may have asked for more."""
    return {slug: value for slug, value in prediction.submission.answers.items() if value is not None}


def _between(pairs: Sequence[Pair]) -> dict[int, float]:
    """What the newer model says of the older inputs, by the newer prediction: one batch per version."""
    by_version: dict[ModelVersion, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_version[pair[1].model_version].append(pair)
    found: dict[int, float] = {}
    for version, of_version in by_version.items():
        if bundle := live.readable_bundle_of(version):
            values = bundle.predict_values([older.submission.answers for older, _ in of_version]).tolist()
            found |= {newer.pk: value for (_, newer), value in zip(of_version, values, strict=True)}
    return found


def _change(older: Prediction, newer: Prediction, middle: float | None, target: Field) -> Change:
    then, now = (rounded(prediction.value, target.decimals) for prediction in (older, newer))
    if middle is None:
        return Change(since=older.made_at, total=now - then, inputs=None, model=None)
    shown = rounded(middle, target.decimals)
    return Change(since=older.made_at, total=now - then, inputs=now - shown, model=shown - then)


def _middle(older: Prediction, newer: Prediction, between: dict[int, float]) -> float | None:
    """The newer model on the older inputs."""
    if older.model_version_id == newer.model_version_id:
        return older.value
    return newer.value if _inputs(older) == _inputs(newer) else between.get(newer.pk)
