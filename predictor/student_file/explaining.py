"""The reasons of many predictions at once."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from time import monotonic

from django.db import IntegrityError, transaction

from mlcore.pipeline.exceptions import BundleError
from mlcore.versions import live
from predictor.models import Explanation, Prediction


def explanations_of(predictions: Sequence[Prediction], *, seconds: float) -> Mapping[int, Explanation]:
    """By prediction, read with submission and model version. What nobody has asked for yet is computed for so many
    seconds, the newest first, and kept; there is none where time is over, or the file of the model is gone."""
    found = Explanation.objects.in_bulk([row.pk for row in predictions])
    computed = list(_computed([row for row in predictions if row.pk not in found], monotonic() + seconds))
    # Where one was deleted meanwhile none is kept: they are computed again when they are asked for again.
    with suppress(IntegrityError), transaction.atomic():
        Explanation.objects.bulk_create(computed, ignore_conflicts=True)
    return found | {row.pk: row for row in computed}


def _computed(rows: Sequence[Prediction], until: float) -> Iterator[Explanation]:
    for row in sorted(rows, key=lambda row: row.pk, reverse=True):
        if monotonic() >= until:
            return
        with suppress(BundleError):
            told = live.bundle_of(row.model_version).explain(row.submission.answers)
            yield Explanation(prediction=row, reference=told.reference, contributions=told.contributions)
