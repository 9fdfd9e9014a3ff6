"""The tables of the product, one module per wing that has any."""

from predictor.models.classes import Classroom, ClassroomQuerySet, Student, StudentQuerySet
from predictor.models.predictions import Explanation, Prediction, PredictionQuerySet, Submission

__all__ = [
    "Classroom",
    "ClassroomQuerySet",
    "Explanation",
    "Prediction",
    "PredictionQuerySet",
    "Student",
    "StudentQuerySet",
    "Submission",
]
