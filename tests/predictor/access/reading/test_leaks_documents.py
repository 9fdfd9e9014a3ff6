"""Documents tell a data manager nothing of fields that are hidden from data managers."""

import pytest
import typst
from django.urls import reverse
from marked_fields import hide, marks_in

from predictor.access.people.work import give_roles

pytestmark = pytest.mark.django_db
NAMES = ("technical", "inventory")


@pytest.fixture
def manager(school, people):
    give_roles(people.colleague, ["data_manager"], people.admin, "asked")
    hide(people.admin, roles=("data_manager",))
    return people.colleague


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["document", "document-csv", "document-xlsx"])
def test_no_page_and_no_file_does(name, kind, manager, as_user):
    assert marks_in(as_user(manager).get(reverse(kind, args=[name]))) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_api_does_not_either(name, manager, client_of):
    assert marks_in(client_of(manager).get(f"/api/v1/documents/{name}/")) == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_them_is_printed(name, manager, as_user, monkeypatch):
    printed, compiled = [], typst.compile
    monkeypatch.setattr(typst, "compile", lambda *args, **also: printed.append(also) or compiled(*args, **also))
    as_user(manager).get(reverse("document-pdf", args=[name]))
    assert printed
    assert "zzhid" not in str(printed).lower()


def test_an_admin_is_told_of_them(manager, admin):
    assert marks_in(admin.get(reverse("document", args=["inventory"])))
