"""Django's admin archives, brings back and deletes datasets, for whoever has the right."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from yearly import stored

from mlcore.models import Dataset, DatasetContent

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset(db):
    return stored("2025", 60)


@pytest.fixture
def act(client, dataset):
    def _act(user, action, **more):
        client.force_login(user)
        content = {"action": action, "_selected_action": [dataset.pk], **more}
        return client.post(reverse("admin:mlcore_dataset_changelist"), content, follow=True)

    return _act


def test_an_admin_archives_and_brings_back(act, people):
    act(people.admin, "archive")
    assert Dataset.objects.get().archived_by == "admin"
    act(people.admin, "bring_back")
    assert Dataset.objects.get().archived_at is None


def test_an_admin_is_asked_before_rows_are_deleted(act, people):
    page = act(people.admin, "delete_rows").text
    assert "No model learned from them" in page
    assert DatasetContent.objects.exists()
    act(people.admin, "delete_rows", sure="yes")
    assert not DatasetContent.objects.exists()
    assert Dataset.objects.get().deleted_by == "admin"


def test_what_cannot_be_done_is_said(act, people):
    assert "is not archived" in act(people.admin, "bring_back").text


@pytest.mark.parametrize("action", ["archive", "delete_rows"])
def test_whoever_may_only_look_changes_nothing(act, action):
    looker = User.objects.create_user("looker", is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_dataset"))
    act(looker, action, sure="yes")
    assert (Dataset.objects.get().archived_at, DatasetContent.objects.count()) == (None, 1)
