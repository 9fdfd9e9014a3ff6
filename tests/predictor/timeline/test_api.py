"""The time line over the API: one order, pages, and who may read it."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(student):
    return f"/api/v1/students/{student.pk}/timeline/"


def test_it_names_each_event_with_its_figures(api_owner, address, prediction, came):
    came(61, days=3)
    reached, predicted, entered = api_owner.get(address).json()["results"]
    assert (reached["kind"], reached["field"], reached["value"]) == ("result", "math_score", 61.0)
    assert (predicted["kind"], predicted["id"], predicted["task"]) == ("prediction", prediction.pk, "math")
    assert predicted["ranges"]["80"] == {"low": prediction.low80, "high": prediction.high80}
    assert entered["answers"] == prediction.submission.answers


def test_pages_follow_each_other(api_owner, address, predict, came):
    for days in range(4):
        came(50, days=-days)
        predict()
    seen, following = [], f"{address}?limit=5"
    while following:
        page = api_owner.get(following).json()
        seen += [(row["kind"], row["id"]) for row in page["results"]]
        following = page["next"]
    assert len(seen) == len(set(seen)) == 12


@pytest.mark.parametrize("cursor", ["nonsense", "result-0", "result-987654"])
def test_a_cursor_that_nobody_handed_out_is_refused(api_owner, address, cursor):
    answer = api_owner.get(f"{address}?cursor={cursor}")
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (400, ["cursor"])


def test_three_people(api_owner, api_colleague, api_stranger, address, prediction):
    assert [client.get(address).status_code for client in (api_owner, api_colleague, api_stranger)] == [200, 200, 404]


def test_many_events_cost_no_more_queries_than_few(api_owner, address, predict, came, django_assert_max_num_queries):
    for times in (3, 30):
        for _ in range(times):
            predict()
            came(50)
        with django_assert_max_num_queries(12):
            assert api_owner.get(address).status_code == 200
