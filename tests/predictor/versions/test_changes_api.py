"""Which version was live at a time, promotion and rollback over the API: rights, reasons, and what was seen before."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone
from factories import new_version

from mlcore.models import ModelVersion, Promotion
from mlcore.versions import promotions

API = "/api/v1"
WHY = "Odd answers in class 8a."


@pytest.fixture
def api_admin(people, client_of):
    return client_of(people.admin)


@pytest.fixture
def second(math):
    """Live, in place of version 1."""
    version = new_version(math, 5.0)
    promotions.promote(version, who="head of school", why="newer")
    return version


def promotion_of(task, number=1):
    return f"{API}/model-versions/{task.versions.get(number=number).pk}/promotion/"


def rollback_of(task):
    return f"{API}/tasks/{task.slug}/rollback/"


def live_number(task):
    return ModelVersion.objects.live().get(task=task).number


@pytest.mark.parametrize(("address", "action"), [(promotion_of, "promoted"), (rollback_of, "rolled back")])
def test_an_admin_changes_the_live_version_with_a_reason_that_is_kept(api_admin, second, math, address, action):
    answer = api_admin.post(address(math), {"why": WHY, "expected": 2})
    assert (answer.status_code, live_number(math)) == (201, 1)
    kept, told = Promotion.objects.first(), answer.json()
    assert (kept.who, kept.why, kept.action, kept.previous) == ("admin", WHY, action, second)
    assert (told["id"], told["version"]["number"], told["previous"]["number"]) == (kept.pk, 1, 2)


@pytest.mark.parametrize("address", [promotion_of, rollback_of])
def test_what_was_decided_beside_another_live_version_is_refused(api_admin, second, math, address):
    promotions.promote(new_version(math), who="somebody else", why="was quicker")
    answer = api_admin.post(address(math), {"why": WHY, "expected": 2})
    assert (answer.status_code, live_number(math)) == (409, 3)
    error = answer.json()["error"]
    assert error["code"] == "live_changed"
    assert error["message"] == "Nothing was changed: math version 3 is live now, not version 2; look again."


@pytest.mark.parametrize("address", [promotion_of, rollback_of])
@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({"expected": 2}, "why"),
        ({"why": " ", "expected": 2}, "why"),
        ({"why": "x" * 501, "expected": 2}, "why"),
        ({"why": WHY}, "expected"),
        ({"why": WHY, "expected": -1}, "expected"),
        ({"why": WHY, "expected": 2, "force": True}, "force"),
    ],
)
def test_nothing_changes_without_a_reason_and_what_was_seen(api_admin, second, math, address, content, field):
    answer = api_admin.post(address(math), content)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (400, [field])
    assert live_number(math) == 2


@pytest.mark.parametrize("address", [promotion_of, rollback_of])
def test_teachers_change_nothing(api_owner, second, math, address):
    answer = api_owner.post(address(math), {"why": WHY, "expected": 2})
    assert (answer.status_code, live_number(math)) == (403, 2)


def test_the_live_version_is_not_promoted_again(api_admin, math):
    answer = api_admin.post(promotion_of(math), {"why": WHY, "expected": 1})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "not_promoted")


def test_where_no_version_was_before_nothing_is_brought_back(api_admin, math):
    answer = api_admin.post(rollback_of(math), {"why": WHY, "expected": 1})
    assert (answer.status_code, "No version of task math was live before" in answer.text) == (409, True)


def test_a_version_whose_file_is_gone_cannot_go_live(api_admin, second, math):
    ModelVersion.objects.filter(task=math, number=1).update(file="gone.joblib")
    answer = api_admin.post(promotion_of(math), {"why": WHY, "expected": 2})
    assert (answer.status_code, answer.json()["error"]["code"], live_number(math)) == (409, "model_unusable", 2)


def test_an_unknown_version_or_task_is_not_found(api_admin, math):
    for place in ("model-versions/987654/promotion", "tasks/chess/rollback"):
        assert api_admin.post(f"{API}/{place}/", {"why": WHY, "expected": 1}).status_code == 404


def live_at(client, at=None):
    when = f"&at={quote(at.isoformat())}" if at else ""
    return client.get(f"{API}/models/live/?task=math{when}").json()


def test_the_version_of_a_time_is_told_with_who_put_it_there(api_owner, second, math):
    first, change = Promotion.objects.order_by("id")
    assert live_at(api_owner, first.at)["version"]["number"] == 1
    assert live_at(api_owner, first.at)["until"] == live_at(api_owner)["arrival"]["at"]
    now = live_at(api_owner)
    assert (now["version"]["number"], now["arrival"]["who"], now["until"]) == (2, "head of school", None)
    assert "promoted by head of school" in now["sentence"]


def test_before_any_version_it_says_so(api_owner, math):
    told = live_at(api_owner, timezone.now() - timedelta(days=400))
    assert (told["version"], told["arrival"], told["until"]) == (None, None, None)
    assert "no version of task math was live yet: the first, version 1, went live" in told["sentence"]


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("task=math&at=2026-03-01T10:00", "at", "names no time zone"),
        ("task=math&at=2026-03-01T10:00+01:00", "at", "in an address, + is written %2B"),
        ("task=math&at=2999-01-01T00:00Z", "at", "is still to come"),
        ("task=chess", "task", "There is no task 'chess'; there are: "),
        ("at=2026-03-01T10:00Z", "task", "required"),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_to_send(api_owner, math, query, field, message):
    answer = api_owner.get(f"{API}/models/live/?{query}")
    assert answer.status_code == 400
    assert message in answer.json()["error"]["fields"][field]


def test_the_address_is_also_known_without_its_slash(api_owner, math):
    assert api_owner.get(f"{API}/models/live?task=math").json()["version"]["number"] == 1


def test_every_change_is_listed_newest_first_for_the_same_queries(api_owner, second, math, django_assert_num_queries):
    listed = api_owner.get(f"{API}/promotions/?task=math").json()["results"]
    assert [(one["version"]["number"], one["who"]) for one in listed] == [(2, "head of school"), (1, "a test")]
    assert api_owner.get(f"{API}/promotions/?task=reading").json()["results"] == []


def test_nobody_without_a_token_learns_anything(client, math):
    for place in ("models/live/?task=math", "promotions/"):
        assert client.get(f"{API}/{place}").status_code == 401
