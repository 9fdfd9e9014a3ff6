"""A class whose students have numbers, and gradebooks of other programs that name them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from predictor.models import Student


@pytest.fixture
def ben(classroom):
    return Student.objects.create(classroom=classroom, name="Ben Bora", reference="0072")


@pytest.fixture
def amara(student):
    student.reference = "71"
    student.save()
    return student


@pytest.fixture
def address(classroom):
    return reverse("classroom-fill", args=[classroom.pk])


@pytest.fixture
def fill(owner, address):
    """Upload, then choose from the page that came back, as a browser does."""

    def send(content, client=owner, **chosen):
        content = content if isinstance(content, bytes) else content.encode()
        page = client.post(address, {"file": SimpleUploadedFile("grades.csv", content)})
        if not chosen or page.context is None or "upload" not in page.context:
            return page
        upload = page.context["upload"]
        return client.post(address, {"kept": upload.encoded, "name": upload.file_name, "column": "5"} | chosen)

    return send
