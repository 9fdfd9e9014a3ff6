"""Who looked at a student is shown to those who may share the class, and to nobody else."""

import pytest
from django.urls import reverse

from predictor.access_log import routes
from predictor.access_log.shown.reads import PAGE_SIZE
from predictor.access_log.shown.words import what
from predictor.models import AccessLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def where(student):
    return reverse("student-access", args=[student.pk])


def noted(student, count=1, **said):
    facts = {"account_name": "berta", "door": "page", "act": "saw", "what": "student", "students": [student.pk]}
    return [AccessLine.objects.create(**facts | said) for _ in range(count)]


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("colleague", 200), ("admin", 200), ("stranger", 404)])
def test_the_page_its_files_and_the_api_open_to_the_same_people(who, status, as_user, client_of, people, student):
    user = getattr(people, who)
    names = ("student-access", "student-access-list-csv", "student-access-list-xlsx")
    assert {as_user(user).get(reverse(name, args=[student.pk])).status_code for name in names} == {status}
    assert client_of(user).get(f"/api/v1/students/{student.pk}/access/").status_code == status


def test_who_teaches_a_student_besides_only_does_not_see_who_looked(as_user, people, student, classroom):
    from predictor.models import Classroom, Membership

    other = Classroom.objects.create(name="Choir", schema_version=classroom.schema_version)
    other.teachers.add(people.stranger)
    Membership.objects.create(student=student, classroom=other)
    client = as_user(people.stranger)
    assert client.get(reverse("student", args=[student.pk])).status_code == 200
    assert client.get(reverse("student-access", args=[student.pk])).status_code == 404


def test_the_page_says_who_did_what_and_how(owner, student, where):
    noted(student, act="exported", what="timeline-csv")
    page = owner.get(where).text
    for words in ("berta", "exported: the time line", "in the browser"):
        assert words in page


def test_lines_about_others_are_not_shown(owner, student, where):
    noted(student, students=[student.pk + 1], account_name="caesar")
    assert "caesar" not in owner.get(where).text


def test_what_is_shown_was_sealed_before(owner, student, where):
    noted(student)
    owner.get(where)
    assert AccessLine.objects.get(account_name="berta").place == 1


def test_the_list_goes_on_where_a_page_ended(owner, student, where):
    oldest, *_ = noted(student, PAGE_SIZE + 1)
    first = owner.get(where).context["page"]
    second = owner.get(where, {"after": first.after}).context["page"]
    assert (len(first.rows), [line.pk for line in second.rows]) == (PAGE_SIZE, [oldest.pk])
    assert [line.pk for line in owner.get(where, {"before": second.before}).context["page"].rows][-1] == oldest.pk + 1


def test_it_can_be_filtered_by_what_was_done(owner, student, where):
    noted(student)
    noted(student, act="deleted")
    assert [one.line.act for one in owner.get(where, {"act": "deleted"}).context["lines"]] == ["deleted"]


@pytest.mark.parametrize("query", [{"act": "ate"}, {"after": "x"}, {"before": str(2**70)}])
def test_an_odd_address_is_no_page(query, owner, where):
    assert owner.get(where, query).status_code == 404


def test_a_program_gets_the_lines_newest_first(api_owner, student):
    noted(student, 2)
    found = api_owner.get(f"/api/v1/students/{student.pk}/access/?limit=1").json()
    assert found["results"][0]["account_name"] == "berta"
    assert "students" not in found["results"][0]
    assert "cursor=" in found["next"]


def test_three_lines_and_three_hundred_are_as_many_queries(owner, student, where, django_assert_max_num_queries):
    noted(student, PAGE_SIZE + 5)
    owner.get(where)
    with django_assert_max_num_queries(20):
        owner.get(where)


def test_the_link_is_shown_to_whoever_may_follow_it(owner, student, where):
    assert f'href="{where}"' in owner.get(reverse("student", args=[student.pk])).text


@pytest.mark.parametrize("name", routes.ROUTES)
def test_every_address_is_told_in_words(name):
    assert what(name) != name
