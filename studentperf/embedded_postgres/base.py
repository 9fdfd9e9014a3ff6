"""Django's Postgres backend, pointed at the server in a folder, which it starts when first asked to connect."""

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base

from studentperf.embedded_postgres import server


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        folder = Path(self.settings_dict["FOLDER"])
        self.settings_dict.update(HOST=server.socket_folder(folder), USER="postgres")
        return super().get_connection_params()
