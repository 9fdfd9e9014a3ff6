"""Files that an admin brings over the pages, and what a browser sends back of them."""

import tempfile
from pathlib import Path

import school_files
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mlcore.pipeline.schema import Schema


def upload(kind="marks list", text=None, name=None):
    content = (text or school_files.FILES[kind]()).encode()
    return {"file": SimpleUploadedFile(name or f"{kind.replace(' ', '-')}.csv", content)}


def page_of(file):
    return reverse("described", args=[file.pk])


def filled(client, file, **changes):
    """What a browser sends back of the page as it stands, with changes."""
    context = client.get(page_of(file)).context
    forms = [context["whole"], *(one.form for part in context["parts"] for one in part.columns)]
    sent = {field.html_name: field.value() for form in forms for field in form if field.value() not in (None, False)}
    return sent | changes


def schema_of(client, file):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ours.toml"
        path.write_bytes(client.get(reverse("described-toml", args=[file.pk])).content)
        return Schema.load(path)
