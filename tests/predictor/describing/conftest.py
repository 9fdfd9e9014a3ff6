"""Bringing a file as an admin does."""

import pytest
from brought import upload
from django.urls import reverse
from page_words import words

from predictor.models import DescribedFile


@pytest.fixture
def bring(admin):
    """Uploads a file and gives its row."""

    def _bring(*args, **more):
        said = {key: more.pop(key) for key in ("grows", "decimal") if key in more}
        answer = admin.post(reverse("describe"), upload(*args, **more) | said)
        assert answer.status_code == 302, words(answer)
        return DescribedFile.objects.first()

    return _bring
