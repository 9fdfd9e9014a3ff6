"""Lists are filtered and read page by page."""

from datetime import timedelta

import pytest
from factories import new_version

from mlcore.versions import promotions
from predictor.models import Prediction

ADDRESS = "/api/v1/predictions/"


@pytest.fixture
def made(api_owner, student, answers):
    """Five predictions, every other one about the student; ids in the order they were made."""
    bodies = [{"task": "math", "answers": answers} | ({"student": student.pk} if n % 2 else {}) for n in range(5)]
    return [api_owner.post(ADDRESS, body, format="json").json()["id"] for body in bodies]


def ids(client, query=""):
    return [row["id"] for row in client.get(f"{ADDRESS}?{query}").json()["results"]]


def test_the_newest_comes_first(api_owner, made):
    assert ids(api_owner) == made[::-1]


def test_pages_follow_each_other_without_gap_or_overlap(api_owner, made):
    seen, address = [], f"{ADDRESS}?limit=2"
    while address:
        page = api_owner.get(address).json()
        seen += [row["id"] for row in page["results"]]
        address = page["next"]
    assert seen == made[::-1]


def test_a_page_stays_in_place_while_new_predictions_arrive(api_owner, made, answers):
    following = api_owner.get(f"{ADDRESS}?limit=2").json()["next"]
    api_owner.post(ADDRESS, {"task": "math", "answers": answers}, format="json")
    assert [row["id"] for row in api_owner.get(following).json()["results"]] == made[2:0:-1]


def test_the_next_page_keeps_the_filters(api_owner, made, student):
    page = api_owner.get(f"{ADDRESS}?student={student.pk}&limit=1").json()
    assert [row["id"] for row in api_owner.get(page["next"]).json()["results"]] == [made[1]]


def test_predictions_are_found_by_student_and_class(api_owner, made, student):
    for query in (f"student={student.pk}", f"classroom={student.classroom_id}"):
        assert ids(api_owner, query) == [made[3], made[1]]


def test_predictions_are_found_by_task_and_version(api_owner, made, math, answers):
    newer = new_version(math, shift=3)
    promotions.promote(newer, who="a test", why="to have two")
    latest = api_owner.post(ADDRESS, {"task": "math", "answers": answers}, format="json").json()["id"]
    assert ids(api_owner, f"task=math&model_version={newer.pk}") == [latest]
    assert ids(api_owner, "task=no-such-task") == []


def test_predictions_are_found_by_time(api_owner, made):
    third = Prediction.objects.get(pk=made[2]).made_at
    time, later = (moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ") for moment in (third, third + timedelta(microseconds=1)))
    assert ids(api_owner, f"made_after={time}&made_before={later}") == [made[2]]


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=201", "limit=", "cursor=x", f"cursor={2**63}", "student=-1", "made_after=soon", "task=%00"],
)
def test_a_filter_that_makes_no_sense_is_refused(api_owner, query):
    answer = api_owner.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"]["fields"].keys() == {query.partition("=")[0]}


def test_a_misspelt_filter_is_refused_and_not_ignored(api_owner):
    fields = api_owner.get(f"{ADDRESS}?studnet=1").json()["error"]["fields"]
    assert "'student'" in fields["studnet"]


@pytest.mark.parametrize("rows", [1, 5])
def test_a_list_costs_the_same_queries_however_long_it_is(api_owner, made, rows, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        assert len(ids(api_owner, f"limit={rows}")) == rows
