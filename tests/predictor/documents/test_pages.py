"""Documents as pages, PDF and files: for admins, two of them also for data managers, and never with a student."""

import pytest
from django.urls import reverse

from predictor.access.people.work import give_roles
from predictor.documents.catalogue import DOCUMENTS
from predictor.models import Statement

pytestmark = pytest.mark.django_db
NAMES = [one.name for one in DOCUMENTS]
ABOUT_PEOPLE = {"record", "assessment"}


@pytest.fixture
def manager(people, as_user):
    give_roles(people.colleague, ["data_manager"], people.admin, "asked")
    return as_user(people.colleague)


def addresses(name):
    return [reverse(where, args=[name]) for where in ("document", "document-pdf", "document-csv", "document-xlsx")]


@pytest.mark.parametrize("name", NAMES)
def test_an_admin_reads_each_as_page_and_saves_it(name, admin, math, student, prediction):
    answers = [admin.get(address) for address in addresses(name)]
    assert {answer.status_code for answer in answers} == {200}
    assert answers[1].content.startswith(b"%PDF")


@pytest.mark.parametrize("name", NAMES)
def test_a_data_manager_reads_what_is_about_the_machine(name, manager, math):
    expected = 404 if name in ABOUT_PEOPLE else 200
    assert {manager.get(address).status_code for address in addresses(name)} == {expected}
    assert manager.get(reverse("document-gaps", args=[name])).status_code == 403


@pytest.mark.parametrize("who", ["owner", "colleague", "stranger"])
def test_nobody_else_reads_any(who, as_user, client_of, people):
    person = getattr(people, who)
    pages = [reverse("documents"), *(address for name in NAMES for address in addresses(name))]
    assert {as_user(person).get(address).status_code for address in pages} == {403}
    assert client_of(person).get("/api/v1/documents/record/").status_code == 403


@pytest.mark.parametrize("name", NAMES)
def test_no_student_is_named(name, admin, owner, student, prediction):
    owner.get(reverse("student", args=[student.pk]))
    page = admin.get(reverse("document", args=[name])).text
    assert student.name not in page
    assert "Osei" not in b"".join(admin.get(reverse("document-csv", args=[name]))).decode()


def test_few_students_are_not_counted(admin, student):
    page = admin.get(reverse("document", args=["record"])).text
    assert "fewer than 10" in page


def test_an_unknown_document_is_not_found(admin):
    assert admin.get(reverse("document", args=["nonsense"])).status_code == 404


def test_the_list_counts_gaps_that_are_open(admin, people):
    assert "7 gaps to be filled in" in admin.get(reverse("documents")).text
    Statement.objects.create(gap="purposes", version=1, text="Support in time", made_by=people.admin)
    assert "6 gaps to be filled in" in admin.get(reverse("documents")).text


@pytest.mark.parametrize("name", NAMES)
def test_every_gap_of_a_section_is_one_of_the_document(name, math):
    (document,) = (one for one in DOCUMENTS if one.name == name)
    assert {key for section in document.write() for key in section.gaps} == set(document.gaps)


@pytest.mark.parametrize("name", NAMES)
def test_each_is_written_without_any_data(name, admin, db):
    assert admin.get(reverse("document", args=[name])).status_code == 200
