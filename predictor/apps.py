"""The product: classes, students, submissions, predictions."""

from django.apps import AppConfig


class PredictorConfig(AppConfig):
    name = "predictor"
    verbose_name = "Classes and predictions"
