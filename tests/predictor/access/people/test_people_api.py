"""Accounts with their roles, and departments, over the API."""

import pytest

from predictor.models import RoleChange

pytestmark = pytest.mark.django_db
PLACES = ["/people/", "/people/{pk}/", "/people/{pk}/changes/", "/departments/"]


@pytest.mark.parametrize("place", PLACES)
def test_it_answers_admins_alone(place, api_owner, api_admin, people):
    where = "/api/v1" + place.format(pk=people.owner.pk)
    assert (api_owner.get(where).status_code, api_admin.get(where).status_code) == (403, 200)


def test_roles_are_given_and_told(api_admin, people):
    where = f"/api/v1/people/{people.stranger.pk}/"
    told = api_admin.patch(where, {"roles": ["head"], "names_allowed": True, "reason": "x"}).json()
    assert (told["roles"], told["names_allowed"], told["is_active"]) == (["head"], True, True)
    (change,) = api_admin.get(f"{where}changes/").json()["results"]
    assert (change["who"], change["before"]["roles"], change["after"]["roles"]) == ("admin", ["teacher"], ["head"])


def test_what_is_not_sent_stays(api_admin, people):
    where = f"/api/v1/people/{people.stranger.pk}/"
    api_admin.patch(where, {"roles": ["head"], "names_allowed": True, "reason": "x"})
    told = api_admin.patch(where, {"is_active": False, "reason": "x"}).json()
    assert (told["roles"], told["names_allowed"], told["is_active"]) == (["head"], True, False)


def test_the_last_admin_stays(api_admin, people):
    refused = api_admin.patch(f"/api/v1/people/{people.admin.pk}/", {"roles": ["teacher"], "reason": "x"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "last_admin")
    assert not RoleChange.objects.exists()


@pytest.mark.parametrize("content", [{"roles": ["boss"], "reason": "x"}, {"roles": ["head"], "reason": " "}, {}])
def test_what_cannot_be_given_is_refused_with_its_field(content, api_admin, people):
    refused = api_admin.patch(f"/api/v1/people/{people.stranger.pk}/", content)
    assert refused.status_code == 400
    assert refused.json()["error"]["fields"]


def test_a_department_is_made_read_and_changed(api_admin, people, classroom, math):
    api_admin.patch(f"/api/v1/people/{people.stranger.pk}/", {"roles": ["head_of_department"], "reason": "x"})
    made = {"name": "Maths", "heads": [people.stranger.pk], "classrooms": [classroom.pk], "tasks": ["math"]}
    told = api_admin.post("/api/v1/departments/", made | {"reason": "x"}).json()
    assert told == {"id": told["id"]} | made
    where = f"/api/v1/departments/{told['id']}/"
    changed = api_admin.put(where, {"name": "Maths", "reason": "x"}).json()
    assert changed == api_admin.get(where).json()
    assert (changed["heads"], changed["classrooms"], changed["tasks"]) == ([], [], [])


@pytest.mark.parametrize("wrong", [{"tasks": ["chess"]}, {"classrooms": [99]}, {"heads": [99]}])
def test_what_is_not_there_is_refused_by_name(wrong, api_admin, people):
    refused = api_admin.post("/api/v1/departments/", {"name": "Maths", "reason": "x"} | wrong)
    assert (refused.status_code, list(refused.json()["error"]["fields"])) == (400, list(wrong))
