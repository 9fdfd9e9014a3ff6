"""Every list of the API, found by its description: orders, members, cursors, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from many_rows import ONE_MORE, address, lists, school_of

pytestmark = pytest.mark.django_db

LISTS = lists()
# Those of two schemas.
FEWER = {"/api/v1/tasks/": 5}


@pytest.fixture
def school(people, math, classroom, student, predict):
    return school_of(people, math, classroom, student, predict)


def grow(school, path, first, last):
    for number in range(first, last):
        ONE_MORE[path](school, number)


def read(client, where):
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(where)
    assert answer.status_code == 200, answer.content
    return answer.json()["results"], len(asked)


def walk(client, where):
    rows = []
    while where:
        page = client.get(where).json()
        rows, where = rows + page["results"], page["next"]
    return rows


def test_rows_are_made_for_each_list_that_is_described():
    assert set(LISTS) == set(ONE_MORE)


@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_as_many_queries_for_three_rows_as_for_thirty(path, school, api_admin):
    where, few = f"{address(path, school)}&limit=200", 3
    grow(school, path, 0, few)
    read(api_admin, where)
    rows, queries = read(api_admin, where)
    grow(school, path, few, 30)
    more, queries_of_more = read(api_admin, where)
    assert len(more) >= min(30, FEWER.get(path, 30)) > len(rows) >= few
    assert queries_of_more == queries


@pytest.mark.parametrize("path", LISTS)
def test_each_order_of_a_list_leads_through_each_row_once(path, school, api_admin):
    grow(school, path, 0, 7)
    where = address(path, school)
    whole = sorted(map(str, walk(api_admin, f"{where}&limit=200&fields={stable(path)}")))
    for sort in LISTS[path]["sort"]["enum"]:
        found = walk(api_admin, f"{where}&limit=3&sort={sort}&fields={stable(path)}")
        assert [row for row in sorted(map(str, found)) if row in whole] == whole, sort


def stable(path):
    """A member that tells rows apart."""
    names = LISTS[path]["fields"]["items"]["enum"]
    return next(name for name in ("id", "slug", "classroom") if name in names)


@pytest.mark.parametrize("path", LISTS)
def test_only_the_members_that_are_asked_for_are_given(path, school, api_admin):
    grow(school, path, 0, 3)
    names = LISTS[path]["fields"]["items"]["enum"]
    for asked in (names[-1:], names[:2]):
        rows, _ = read(api_admin, f"{address(path, school)}&fields={','.join(asked)}")
        assert rows
        assert all(set(row) == set(asked) for row in rows)


@pytest.mark.parametrize("path", LISTS)
def test_what_no_list_has_is_refused_with_what_it_has(path, school, api_admin):
    schema = LISTS[path]
    refused = {"sort": {"choices": schema["sort"]["enum"]}, "fields": {"names": schema["fields"]["items"]["enum"]}}
    for name, allowed in refused.items():
        answer = api_admin.get(f"{address(path, school)}&{name}=made-up")
        errors = answer.json()["errors"]
        assert (answer.status_code, errors[0]["field"], errors[0]["allowed"]) == (400, name, allowed)


@pytest.mark.parametrize("path", ["/api/v1/predictions/", "/api/v1/students/{id}/targets/"])
def test_what_nobody_asked_for_is_not_read(path, school, api_admin):
    grow(school, path, 0, 3)
    for where in (f"{address(path, school)}&fields=id", address(path, school)):
        read(api_admin, where)
    assert read(api_admin, f"{address(path, school)}&fields=id")[1] < read(api_admin, address(path, school))[1]
