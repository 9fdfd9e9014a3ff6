"""The machine: learns, remembers, predicts."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class MlcoreConfig(AppConfig):
    name = "mlcore"
    verbose_name = _("Models and data")

    def ready(self) -> None:
        from studentperf.basics import server_log

        register(server_log.check, Tags.database)
