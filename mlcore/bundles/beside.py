"""Small texts that lie beside the files of models: outside of the database, so that no restore takes them back."""

from django.conf import settings
from django.core.files.base import ContentFile

from mlcore.bundles.files import kept_elsewhere, storage, told
from mlcore.pipeline.atomic_file import written_beside


def write(folder: str, name: str, text: str) -> None:
    """Whole or not at all; again it is the same file. Raises OSError."""
    if kept_elsewhere():
        with told():
            storage().save(f"{folder}/{name}", ContentFile(text.encode()))
        return
    path = settings.BUNDLE_DIR / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with written_beside(path, encoding="utf-8", durable=True) as file:
        file.write(text)


def names(folder: str) -> list[str]:
    """Raises OSError."""
    with told():
        try:
            return sorted(name for name in storage().listdir(folder)[1] if not name.startswith("."))
        except FileNotFoundError:
            return []


def read(folder: str, name: str) -> str:
    """Raises OSError."""
    with told(), storage().open(f"{folder}/{name}", "rb") as file:
        content: bytes = file.read()
    return content.decode(errors="replace")
