"""Is there room where models and the embedded database are kept?"""

import shutil
import tempfile

from django.conf import settings

# Postgres writes ahead in files of 16 MiB; with less than a few of them it soon stops.
LEAST_FREE = 64 * 2**20
PROBE = b"\0"


def free() -> int:
    """Bytes that can still be written to DATA_DIR's disk."""
    return shutil.disk_usage(settings.DATA_DIR).free


def problem() -> str:
    """What an operator must know; empty where all is well. The file has no name: a kill leaves nothing behind."""
    try:
        with tempfile.TemporaryFile(dir=settings.DATA_DIR) as file:
            file.write(PROBE)
            file.flush()
        left = free()
    except OSError as error:
        return f"DATA_DIR cannot be written: {error.strerror}; make room or check the folder"
    return "" if left >= LEAST_FREE else f"only {left // 2**20} MiB left on the disk of DATA_DIR; make room"
