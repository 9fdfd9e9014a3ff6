"""The same steps over the API, with the same rights and refusals."""

import base64

import pytest
from uploads import as_csv

from predictor.models import Import, Student

pytestmark = pytest.mark.django_db
FILE = ("Student ID,Name,Reading,Lunch", "7,Zoë Ångström,81,standard", "8,Ida Holm,801,standard")


@pytest.fixture
def send(classroom):
    def send(client, *lines, kind="students", **more):
        content = base64.b64encode(as_csv(*lines)).decode()
        body = {"kind": kind, "file_name": "8a.csv", "content": content} | more
        return client.post(f"/api/v1/classrooms/{classroom.pk}/imports/", body)

    return send


@pytest.fixture
def address(send, api_owner):
    def make(*lines, **more):
        return f"/api/v1/imports/{send(api_owner, *lines, **more).json()['id']}/"

    return make


def plan(client, address):
    return client.get(f"{address}plan/").json()


def confirm(client, address, **more):
    return client.post(f"{address}confirmation/", {"plan": plan(client, address)["hash"]} | more)


def test_a_file_is_read_and_its_columns_are_told_with_reasons(api_owner, send):
    answer = send(api_owner, *FILE)
    shown = answer.json()
    assert (answer.status_code, shown["state"], shown["file_name"]) == (201, "draft", "8a.csv")
    assert [column["target"] for column in shown["columns"]] == ["number", "name", "field:reading_score", "out"]
    assert "sensitive" in shown["columns"][3]["why"]
    assert shown["targets"]["field:lunch"] == "Lunch"
    assert api_owner.get(answer.headers["Location"]).json() == shown


def test_the_plan_says_what_would_be_stored(api_owner, address):
    shown = plan(api_owner, address(*FILE))
    assert (shown["counts"]["new"], shown["counts"]["rejected"]) == (1, 1)
    (new,) = shown["new"]
    assert (new["row"], new["name"], new["student"]) == (2, "Zoë Ångström", None)
    assert new["differences"] == [{"what": "field:reading_score", "old": None, "new": 81.0}]
    assert shown["rejected"][0]["problems"][0]["message"].startswith("row 3, column Reading: “801” is not allowed")


def test_it_is_stored_once_and_undone_once(api_owner, address):
    where = address(*FILE)
    seen = plan(api_owner, where)["hash"]
    stored = [api_owner.post(f"{where}confirmation/", {"plan": seen}) for _ in range(2)]
    assert [answer.status_code for answer in stored] == [200, 409]
    assert (stored[0].json()["state"], stored[0].json()["counts"]["new"]) == ("stored", 1)
    assert Student.objects.get().known == {"reading_score": 81.0}
    undone = [api_owner.post(f"{where}undoing/") for _ in range(2)]
    assert [answer.status_code for answer in undone] == [200, 409]
    assert not Student.objects.exists()


def test_another_plan_than_was_seen_is_not_stored(api_owner, address):
    where = address(*FILE)
    answer = api_owner.post(f"{where}confirmation/", {"plan": "0" * 64})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "plan_changed")
    assert not Student.objects.exists()


def test_columns_and_people_are_said_one_by_one(api_owner, address, known_students):
    where = address("Name,Reading,Lunch", "Amara Osei,8,standard", "Ben Lind,5,", kind="inputs")
    change = {
        "columns": [{"position": 1, "target": "field:reading_score", "out_of": 10}],
        "people": {"2": known_students[0].pk, "3": "out"},
    }
    shown = api_owner.patch(where, change).json()
    assert [column["out_of"] for column in shown["columns"]] == [None, 10, None]
    assert confirm(api_owner, where).status_code == 200
    assert Student.objects.get(pk=known_students[0].pk).known == {"reading_score": 80.0}


def test_results_are_taken_in_with_their_day(api_owner, address, known_students):
    where = address("Student ID,Maths", "001,55", kind="outcomes")
    assert plan(api_owner, where)["rejected"][0]["problems"][0]["kind"] == "day untold"
    api_owner.patch(where, {"day": "2026-06-30"})
    assert confirm(api_owner, where).status_code == 200
    assert known_students[0].outcomes.get().value == 55


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"columns": [{"position": 9, "target": "out"}]}, "columns.0.position"),
        ({"columns": [{"position": 0, "target": "nonsense"}]}, "columns"),
        ({"columns": [{"position": 0, "targets": "out"}]}, "columns.0.targets"),
        ({"columns": [{"position": 2, "target": "field:reading_score", "out_of": -5}]}, "columns.0.out_of"),
        ({"people": {"2": "somebody"}}, "people.2"),
        ({"people": {"x": "out"}}, "people.x"),
        ({"format": "nonsense"}, "columns"),
        ({"peoples": {}}, "peoples"),
    ],
)
def test_what_is_not_understood_is_told_at_its_field(api_owner, address, change, field):
    answer = api_owner.patch(address(*FILE), change)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (400, [field])


@pytest.mark.parametrize("content", ["no base64!", "AAAA", "é", ""])
def test_what_is_no_file_is_refused(api_owner, send, content):
    answer = send(api_owner, content=content)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (400, ["content"])
    assert not Import.objects.exists()


def test_a_draft_is_thrown_away(api_owner, address):
    where = address(*FILE)
    assert [api_owner.delete(where).status_code for _ in range(2)] == [204, 404]


def test_what_is_stored_is_not_thrown_away(api_owner, address):
    where = address(*FILE)
    confirm(api_owner, where)
    assert api_owner.delete(where).json()["error"]["code"] == "import_done"


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("colleague", 200), ("stranger", 404), ("admin", 200)])
def test_a_file_is_seen_by_teachers_of_the_class_and_the_admin(who, status, client_of, people, address, classroom):
    where = address(*FILE)
    client = client_of(getattr(people, who))
    places = (where, f"{where}plan/", f"/api/v1/classrooms/{classroom.pk}/imports/")
    assert [client.get(place).status_code for place in places] == [status] * 3


def test_a_stranger_changes_nothing(api_stranger, address, send):
    where = address(*FILE)
    sent = [
        send(api_stranger, *FILE),
        api_stranger.patch(where, {"people": {"2": "out"}}),
        api_stranger.post(f"{where}confirmation/", {"plan": "x"}),
        api_stranger.post(f"{where}undoing/"),
        api_stranger.delete(where),
    ]
    assert [answer.status_code for answer in sent] == [404] * 5
    assert Import.objects.get().choices.get("people") is None


def test_a_list_costs_the_same_queries_however_long(api_owner, address, classroom, django_assert_max_num_queries):
    for _ in range(3):
        address(*FILE)
    with django_assert_max_num_queries(4):
        assert len(api_owner.get(f"/api/v1/classrooms/{classroom.pk}/imports/").json()["results"]) == 3
