"""Who may bring files: admins; and each of them sees what another brought."""

import pytest
import school_files
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from predictor.describing import work
from predictor.models import DescribedFile

pytestmark = pytest.mark.django_db
GET = ("described", "described-toml", "described-table-schema")
POST = ("described", "described-train", "described-class", "described-delete")


@pytest.fixture
def file(people):
    return work.take(SimpleUploadedFile("ours.csv", school_files.french().encode()), by=people.admin)


@pytest.mark.parametrize("who", ["owner", "colleague", "stranger"])
def test_teachers_neither_see_nor_do_anything(as_user, people, file, who):
    client = as_user(getattr(people, who))
    answers = [client.get(reverse("describe")), client.post(reverse("describe"))]
    answers += [client.get(reverse(name, args=[file.pk])) for name in GET]
    answers += [client.post(reverse(name, args=[file.pk])) for name in POST]
    assert {answer.status_code for answer in answers} == {403}
    assert DescribedFile.objects.count() == 1


def test_teachers_are_not_offered_it(as_user, people):
    assert reverse("describe") not in as_user(people.owner).get(reverse("home")).content.decode()


@pytest.mark.parametrize("name", GET)
def test_another_admin_sees_it(admin, as_user, people, file, name):
    people.colleague.is_superuser = True
    people.colleague.save()
    assert as_user(people.colleague).get(reverse(name, args=[file.pk])).status_code == 200


@pytest.mark.parametrize("name", ["described-train", "described-class"])
def test_what_comes_after_the_import_is_not_there_before_it(admin, file, name):
    assert admin.post(reverse(name, args=[file.pk])).status_code == 404


@pytest.mark.parametrize("name", [*GET, "described-delete"])
def test_a_file_that_is_not_there_is_not_found(admin, name):
    ask = admin.post if name == "described-delete" else admin.get
    assert ask(reverse(name, args=[4711])).status_code == 404


def test_the_list_takes_as_many_queries_for_three_as_for_one(admin, people, file, django_assert_max_num_queries):
    for _ in range(3):
        work.take(SimpleUploadedFile("ours.csv", school_files.french().encode()), by=people.admin)
    with django_assert_max_num_queries(6):
        admin.get(reverse("describe"))


def test_the_page_of_a_file_takes_few_queries(admin, file, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        admin.get(reverse("described", args=[file.pk]))
