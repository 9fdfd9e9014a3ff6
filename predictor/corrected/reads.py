"""The marks of predictions whose entries were corrected since, as lists and pages read them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mlcore.models import SchemaVersion
from mlcore.models.schemas import CLOSED, NOT_SHOWN
from predictor.models import CorrectedPrediction, Prediction


@dataclass(frozen=True)
class Corrected:
    """`fields` by their slugs, without those that whoever reads may not see, and the day of the last correction."""

    fields: tuple[str, ...]
    on: dt.date
    is_about_hidden: bool = False


SCHEMA = "prediction__task__schema_version__name"
MARK = ("correction__field", "correction__decided_at")
NO_MARKS: Mapping[int, Corrected] = {}


def corrected(predictions: Sequence[Prediction]) -> dict[int, Corrected]:
    """By prediction; one query, however many there are."""
    keys = [prediction.pk for prediction in predictions]
    rows = CorrectedPrediction.objects.filter(prediction__in=keys).order_by("correction__decided_at")
    found: dict[int, list[tuple[str, dt.datetime | None]]] = defaultdict(list)
    for prediction, schema, field, moment in rows.values_list("prediction", SCHEMA, *MARK):
        found[prediction].append(("" if field in CLOSED.get()(schema).see else field, moment))
    return {key: _of(marks) for key, marks in found.items()}


def _of(marks: Sequence[tuple[str, dt.datetime | None]]) -> Corrected:
    fields = tuple(dict.fromkeys(field for field, _at in marks if field))
    return Corrected(fields, timezone.localdate(marks[-1][1]), any(not field for field, _at in marks))


def said(found: Corrected | None, schema_version: SchemaVersion) -> str:
    """'Made with an entry that was corrected on 27 November 2026: Reading score.'; empty without one."""
    if found is None:
        return ""
    labels = {field.slug: field.label for field in schema_version.shown.fields}
    told = _("Made with an entry that was corrected on %(day)s: %(fields)s.")
    hidden = [str(NOT_SHOWN)] if found.is_about_hidden else []
    fields = ", ".join([*(labels.get(slug, slug) for slug in found.fields), *hidden])
    return told % {"day": date_format(found.on, "DATE_FORMAT"), "fields": fields}
