"""Documents over the API say what pages say; what a school says is added there too."""

import pytest

from predictor.models import Statement

pytestmark = pytest.mark.django_db
STATEMENTS = "/api/v1/statements/"


def said(api, **changes):
    return api.post(STATEMENTS, {"gap": "purposes", "text": "Support in time", "seen": 0} | changes)


def test_each_document_is_there_with_its_sections(api_admin, math):
    listed = api_admin.get("/api/v1/documents/").json()["documents"]
    assert [one["name"] for one in listed] == ["record", "assessment", "technical", "inventory"]
    found = api_admin.get("/api/v1/documents/record/").json()
    assert found["sections"][0]["said"][0] | {"asked_for": ""} == {
        "gap": "controller",
        "asked_for": "",
        "text": "",
        "version": 0,
    }


def test_what_the_school_says_stands_in_it(api_admin, math):
    assert said(api_admin).status_code == 201
    sections = api_admin.get("/api/v1/documents/record/").json()["sections"]
    assert any(one["text"] == "Support in time" for section in sections for one in section["said"])


def test_the_same_again_adds_nothing(api_admin):
    said(api_admin)
    assert said(api_admin, seen=1).status_code == 200
    assert Statement.objects.count() == 1


def test_an_unseen_version_is_a_conflict(api_admin):
    said(api_admin)
    answer = said(api_admin, text="Other")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "said_meanwhile")
    assert Statement.objects.get().text == "Support in time"


@pytest.mark.parametrize(
    ("changes", "field"), [({"gap": "nonsense"}, "gap"), ({"text": ""}, "text"), ({"text": 5}, "text")]
)
def test_nonsense_is_refused_by_field(changes, field, api_admin):
    answer = said(api_admin, **changes)
    assert answer.status_code == 400
    assert set(answer.json()["error"]["fields"]) == set(changes)


def test_only_admins_say_it(api_owner):
    assert said(api_owner).status_code == 403
    assert api_owner.get(STATEMENTS).status_code == 403


def test_versions_are_listed_newest_first(api_admin):
    said(api_admin)
    said(api_admin, text="Other", seen=1)
    assert [one["version"] for one in api_admin.get(STATEMENTS).json()["results"]] == [2, 1]
