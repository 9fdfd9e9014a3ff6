"""A bucket of S3, or of what speaks like it, as a storage; needs requirements-s3.txt."""

from typing import Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

IN_MEMORY = 16 * 2**20
# Somebody waits for a prediction, and a probe for its answer, while nobody may answer there.
PATIENCE = {"connect_timeout": 5, "read_timeout": 20, "retries": {"total_max_attempts": 2}}


class BundleBucket(S3Storage):
    # What its library raises, none of which is an OSError.
    errors = (Boto3Error, BotoCoreError, ClientError)

    def get_default_settings(self) -> dict[str, Any]:
        ours = {"client_config": Config(**PATIENCE), "max_memory_size": IN_MEMORY, "file_overwrite": True}
        return super().get_default_settings() | ours
