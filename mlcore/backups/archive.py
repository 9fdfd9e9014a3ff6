"""A backup in one file: every table as CSV, every bundle, a manifest with their checksums, and its signature.

Tables travel through Postgres' own COPY and not through pg_dump: a dump can only be made by a pg_dump at least as new
as the server and asks for the same or a newer server to restore, while these files go between the Postgres in a folder,
one in a container and RDS, whatever their versions are.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

# 1 was not signed.
FORMAT = 2
FORMATS = (1, FORMAT)
MANIFEST = "manifest.json"
SIGNATURE = "signature"
# Names become paths and names of tables: nothing else than what `writing` makes is accepted.
TABLE = re.compile(r"tables/([a-z0-9_]{1,63})\.csv")
BUNDLE = re.compile(r"bundles/([A-Za-z0-9_-]+-([0-9a-f]{64})\.joblib)")
# Sessions, tokens and invitations are keys to open doors, and some were ended since; people and programs simply log in
# again, or are invited again.
# Applied migrations are in the manifest. Files that were only brought to be described go within a day,
# and of a file for a class or a school its record stays, without what else it tells of people. What a job made is kept,
# but for reports, which can be made again; the job itself, brought back, would be begun once more.
LEFT_OUT = {
    "django_session",
    "predictor_session",
    "predictor_invitation",
    "predictor_tried",
    "predictor_describedfile",
    "predictor_importfile",
    "predictor_predictedfile",
    "predictor_predictedpiece",
    "predictor_rosterfile",
    "predictor_job",
    "predictor_report",
    "knox_authtoken",
    "predictor_tokengrant",
    "predictor_keptcall",
    "socialaccount_socialtoken",
    "django_migrations",
}
BLOCK = 2**20


class ArchiveError(Exception):
    """An archive that must not be restored, or a database that must not be overwritten."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What an archive says about itself; `members` are names and SHA-256, migrations stand as they were applied."""

    format: int
    created: str
    version: str
    migrations: tuple[tuple[str, str], ...]
    sequences: Mapping[str, int]
    members: Mapping[str, str]
    missing_bundles: tuple[str, ...] = field(default=())
