"""Somebody deletes a dataset while somebody else looks at it."""

import pytest
from django.db.models.signals import post_init
from yearly import stored

from mlcore.datasets import keeping
from mlcore.models import Dataset


@pytest.fixture
def deleted_once_found(db):
    """A dataset that somebody deletes as soon as a page has looked it up."""
    dataset = stored("2025", 60)

    def delete(**about):
        post_init.disconnect(delete, sender=Dataset)
        keeping.delete(Dataset.objects.get(pk=dataset.pk), who="another")

    post_init.connect(delete, sender=Dataset)
    yield dataset
    post_init.disconnect(delete, sender=Dataset)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_who_explores_it_is_told_that_the_rows_were_deleted(deleted_once_found, admin, headers):
    answer = admin.get(f"/explore/{deleted_once_found.pk}/", headers=headers)
    assert answer.status_code == 410
    assert "deleted" in answer.content.decode()
