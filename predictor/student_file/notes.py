"""What colleagues said of predictions, as far as whoever has the file made may read it, and without their names."""

import re
from typing import TYPE_CHECKING, Any

from mlcore.pipeline.schema import Field
from predictor.access.reading.closed import closed_anywhere
from predictor.models import Prediction, PredictionFeedback, Student

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Shorter ones ('yes', '12') stand in many sentences that are about something else.
SHORTEST_VALUE = 4


def feedback(student: Student, reader: "User") -> list[dict[str, Any]]:
    """Every row, the oldest first; of each person and prediction the last counts, the others are `replaced`."""
    related = ("prediction__submission__schema_version",)
    rows = list(PredictionFeedback.objects.filter(prediction__student=student).select_related(*related).order_by("id"))
    counting = {(row.prediction_id, row.made_by_id): row.pk for row in rows}
    closed = closed_anywhere(reader)
    return [_told(row, closed) | {"replaced": counting[row.prediction_id, row.made_by_id] != row.pk} for row in rows]


def _told(row: PredictionFeedback, closed: frozenset[str]) -> dict[str, Any]:
    """Nobody takes a value out of a sentence: a note that speaks of a hidden field is left out as a whole."""
    is_withheld = bool(row.note) and _speaks_of(row.note, row.prediction, closed)
    return {
        "id": row.pk,
        "made_at": row.made_at,
        "prediction": row.prediction_id,
        "kind": row.kind,
        "note": "" if is_withheld else row.note,
        "withheld": is_withheld,
    }


def _speaks_of(note: str, prediction: Prediction, closed: frozenset[str]) -> bool:
    submission = prediction.submission
    fields = [field for field in submission.schema_version.schema.fields if field.slug in closed]
    said = {word for field in fields for word in _words(field, submission.answers.get(field.slug))}
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", note, re.IGNORECASE) for word in said)


def _words(field: Field, value: Any) -> set[str]:
    """What the field is called, and what was entered for it, as stored and as shown."""
    values = {str(value), field.shown(value)} if value is not None else set()
    return {field.slug, field.label, *field.aliases} | {one for one in values if len(one) >= SHORTEST_VALUE}
