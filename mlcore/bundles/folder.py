"""The folder of the models as a storage of Django's."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class BundleFolder(FileSystemStorage):
    """BUNDLE_DIR, wherever it is when a file is asked for."""

    @property
    def base_location(self) -> str:
        return str(settings.BUNDLE_DIR)

    @property
    def location(self) -> str:
        return self.base_location
