"""Files of a class are for those who may change it; to everybody else they are not there."""

import pytest
from django.urls import reverse
from uploads import as_csv, upload

from predictor.models import Import, Student

pytestmark = pytest.mark.django_db
PAGES = ("import-columns", "import-people", "import-look", "import-rejected")
FORMS = ("import-columns", "import-people", "import-look", "import-undo", "import-discard")


@pytest.fixture
def row(draft):
    return draft("Name,Reading", "Zoë,81", "Ida,x").row


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("colleague", 200), ("stranger", 404), ("admin", 200)])
def test_a_page_opens_only_for_teachers_of_the_class_and_the_admin(name, who, status, as_user, people, row):
    assert as_user(getattr(people, who)).get(reverse(name, args=[row.pk])).status_code == status


@pytest.mark.parametrize("name", FORMS)
def test_a_stranger_changes_nothing(name, as_user, people, row):
    assert as_user(people.stranger).post(reverse(name, args=[row.pk]), {"plan": "x"}).status_code == 404
    assert (Import.objects.get().state, Student.objects.count()) == ("draft", 0)


@pytest.mark.parametrize(("who", "status"), [("owner", 302), ("colleague", 302), ("stranger", 404), ("admin", 302)])
def test_a_file_is_taken_from_teachers_of_the_class_and_the_admin(who, status, as_user, people, classroom):
    assert upload(as_user(getattr(people, who)), classroom, as_csv("Name", "Zoë")).status_code == status
    assert Import.objects.exists() is (status == 302)


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("colleague", 200), ("stranger", 404), ("admin", 200)])
def test_what_became_of_it_is_shown_to_the_same(who, status, as_user, people, stored):
    made = stored("Name", "Zoë")
    assert as_user(getattr(people, who)).get(reverse("import", args=[made.pk])).status_code == status


def test_the_class_offers_it_to_whoever_may(owner, classroom):
    assert (
        reverse("imports", args=[classroom.pk]) in owner.get(reverse("classroom", args=[classroom.pk])).content.decode()
    )


def test_a_list_of_files_takes_the_same_queries_however_long(owner, stored, classroom, django_assert_max_num_queries):
    for name in ("Zoë", "Ida", "Ben"):
        stored("Name", name)
    with django_assert_max_num_queries(8):
        owner.get(reverse("imports", args=[classroom.pk]))


def test_a_preview_takes_the_same_queries_however_many_students(
    owner, draft, known_students, django_assert_max_num_queries
):
    row = draft("Number,Reading", "001,5", "002,6", "003,7").row
    with django_assert_max_num_queries(12):
        owner.get(reverse("import-look", args=[row.pk]))
