"""The tables of the product, one module per wing that has any."""

from predictor.models.access import DoneOnce, Session
from predictor.models.boundaries import GradeBoundaries
from predictor.models.classes import Classroom, ClassroomQuerySet, Student, StudentQuerySet
from predictor.models.predictions import Explanation, Prediction, PredictionQuerySet, Submission
from predictor.models.targets import Target, TargetQuerySet

__all__ = [
    "Classroom",
    "ClassroomQuerySet",
    "DoneOnce",
    "Explanation",
    "GradeBoundaries",
    "Prediction",
    "PredictionQuerySet",
    "Session",
    "Student",
    "StudentQuerySet",
    "Submission",
    "Target",
    "TargetQuerySet",
]
