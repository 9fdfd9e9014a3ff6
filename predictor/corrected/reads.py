"""The marks of predictions whose entries were corrected since, as lists and pages read them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mlcore.models import SchemaVersion
from mlcore.models.schemas import NOT_SHOWN
from predictor.models import CorrectedPrediction, Prediction


@dataclass(frozen=True)
class Corrected:
    """`fields` by their slugs, and the day of the last correction."""

    fields: tuple[str, ...]
    on: dt.date


NO_MARKS: Mapping[int, Corrected] = {}


def corrected(predictions: Sequence[Prediction]) -> dict[int, Corrected]:
    """By prediction; one query, however many there are."""
    keys = [prediction.pk for prediction in predictions]
    rows = CorrectedPrediction.objects.filter(prediction__in=keys).order_by("correction__decided_at")
    found: dict[int, list[tuple[str, dt.datetime | None]]] = defaultdict(list)
    for prediction, field, moment in rows.values_list("prediction", "correction__field", "correction__decided_at"):
        found[prediction].append((field, moment))
    return {key: _of(marks) for key, marks in found.items()}


def _of(marks: Sequence[tuple[str, dt.datetime | None]]) -> Corrected:
    return Corrected(tuple(dict.fromkeys(field for field, _at in marks)), timezone.localdate(marks[-1][1]))


def said(found: Corrected | None, schema_version: SchemaVersion) -> str:
    """'Made with an entry that was corrected on 27 November 2026: Reading score.'; empty without one."""
    if found is None:
        return ""
    labels = {field.slug: field.label for field in schema_version.schema.fields}
    labels |= dict.fromkeys(schema_version.closed.see, str(NOT_SHOWN))
    told = _("Made with an entry that was corrected on %(day)s: %(fields)s.")
    fields = ", ".join(labels.get(slug, slug) for slug in found.fields)
    return told % {"day": date_format(found.on, "DATE_FORMAT"), "fields": fields}
