"""What was predicted: values, ranges, warnings, reasons and chances, and the models that said so."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mlcore.models import ModelVersion
from mlcore.pipeline.distribution.chances import Chances
from mlcore.pipeline.distribution.levels import LEVELS
from predictor.grades.chances import distributions_of
from predictor.grades.in_force import InForce
from predictor.models import Explanation, Prediction, Student
from predictor.predicting import words
from predictor.student_file.explaining import explanations_of
from predictor.student_file.values import values_for
from predictor.versions.card import RELATED, card_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# A file is there within ten seconds, however many reasons of large models are missing.
EXPLAINING = 4.0


def predictions(student: Student, reader: "User") -> list[dict[str, Any]]:
    """The oldest first. Reasons that nobody has asked for yet are asked for now, as far as time goes."""
    related = ("submission", "model_version__task", "made_by")
    rows = Prediction.objects.filter(student=student).select_related(*related).order_by("id")
    told = list(rows.prefetch_related("task__schema_version", "model_version__schema_version"))
    for row in told:
        row.student = student
    reasons, chances = explanations_of(told, seconds=EXPLAINING), _chances(told)
    return [_told(row, reasons.get(row.pk), chances[row.pk], reader) for row in told]


def _told(row: Prediction, why: Explanation | None, chances: Any, reader: "User") -> dict[str, Any]:
    return {
        "id": row.pk,
        "made_at": row.made_at,
        "made_by": row.made_by.get_username(),
        "submission": row.submission_id,
        "task": row.task.slug,
        "model_version": row.model_version.number,
        "value": row.value,
        "ranges": {str(level): {end: getattr(row, f"{end}{level}") for end in ("low", "high")} for level in LEVELS},
        "warnings": [warning.message for warning in words.warnings(row)],
        "reasons": why and _reasons(why, reader),
        "chances": chances,
    }


def _reasons(why: Explanation, reader: "User") -> dict[str, Any]:
    """What fields contribute that the reader does not see is one sum, as on the page."""
    shown = values_for(reader, why.contributions)
    others = [points for slug, points in why.contributions.items() if slug not in shown]
    return {
        "reference": why.reference,
        "contributions": shown,
        "other_entries": math.fsum(others) if others else None,
    }


def _chances(rows: Sequence[Prediction]) -> dict[int, Any]:
    """Of passing and of each grade, under the boundaries of the day; None where there is nothing to be told."""
    in_force = InForce()
    found: dict[int, Any] = {}
    for row, distribution in zip(rows, distributions_of(rows), strict=True):
        grading = in_force.of_prediction(row)
        found[row.pk] = None
        if distribution is not None and grading is not None:
            told = Chances.of(distribution, grading)
            of_grades = zip((grade.label for grade in grading.grades), told.of_grades, strict=True)
            found[row.pk] = {"passed": told.passed, "grades": dict(of_grades)}
    return found


def models(student: Student) -> list[dict[str, Any]]:
    """What each model version that answered is, in short; its card says the rest."""
    told = Prediction.objects.filter(student=student).values("model_version")
    versions = ModelVersion.objects.filter(pk__in=told).select_related(*RELATED).order_by("id")
    return [_model(version) for version in versions]


def _model(version: ModelVersion) -> dict[str, Any]:
    card = card_of(version)
    return {
        "task": version.task.slug,
        "number": version.number,
        "question": version.task.label,
        "predicts": card.target.label,
        "inputs": [field.label for field in card.inputs],
        "policy": card.policy,
        "chosen_because": card.chosen.reason,
        "learned_from": card.learned_from.made_of,
        "is_demo": version.run.dataset.is_demo,
        "limits": card.limits,
    }
