"""Roles come with whoever asks: no door spends a query on them, and a change counts at the next request."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from predictor.access.people.work import give_roles
from predictor.models.accounts.people import remember
from predictor.roles import roles_of


def asked_for_roles(client, place):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(place)
    alone = [one for one in queries if 'FROM "predictor_standing"' in one["sql"] and "django_session" not in one["sql"]]
    return answer, [one for one in alone if 'FROM "predictor_session"' not in one["sql"]]


def test_a_page_asks_for_them_with_the_log_in(owner, classroom):
    answer, alone = asked_for_roles(owner, f"/classes/{classroom.pk}/")
    assert (answer.status_code, alone) == (200, [])


def test_the_api_asks_for_them_with_the_token(api_owner, classroom):
    answer, alone = asked_for_roles(api_owner, f"/api/v1/classrooms/{classroom.pk}/")
    assert (answer.status_code, alone) == (200, [])


def test_a_change_counts_at_the_next_request_of_every_door(owner, api_owner, people, classroom):
    give_roles(people.owner, ["data_manager"], people.admin, "x")
    assert owner.get(f"/classes/{classroom.pk}/").status_code == 404
    assert api_owner.get(f"/api/v1/classrooms/{classroom.pk}/").status_code == 404
    assert owner.get("/explore/").status_code == 200


@pytest.mark.parametrize(("row", "roles"), [(None, {"teacher"}), ([], set()), (["head"], {"head"})])
def test_what_was_read_along_is_not_asked_again(row, roles, people, django_assert_num_queries):
    user = User.objects.get(pk=people.owner.pk)
    remember(user, row, names_allowed=None)
    with django_assert_num_queries(0):
        assert roles_of(user) == roles
