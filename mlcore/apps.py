"""The machine: learns, remembers, predicts."""

from django.apps import AppConfig


class MlcoreConfig(AppConfig):
    name = "mlcore"
    verbose_name = "Models and data"
