"""What a killed process was writing when the product ran last."""

from django.conf import settings

from mlcore.pipeline.atomic_file import remove_abandoned


def remove() -> None:
    """At each start; another process may be writing meanwhile."""
    for folder in (settings.DATA_DIR, settings.BUNDLE_DIR, settings.DATA_DIR / "cache" / "explorations"):
        remove_abandoned(folder)
