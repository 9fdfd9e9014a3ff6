"""Two admins who take the role from each other at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import User
from django.db import connection
from factories import make_people

from predictor.access.people.work import Asked, change, give_roles
from predictor.problems import LastAdmin

NO_MORE = [Asked(roles=["teacher"]), Asked(is_active=False)]


@pytest.fixture
def admins(transactional_db):
    people = make_people()
    give_roles(people.owner, ["admin"], people.admin, "x")
    return [people.owner, people.admin]


def tried(user, asked, by):
    try:
        change(User.objects.get(pk=user.pk), asked, by, "x")
    except LastAdmin:
        return False
    finally:
        connection.close()
    return True


@pytest.mark.parametrize("asked", NO_MORE)
def test_one_of_them_stays(asked, admins):
    first, second = admins
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(tried, (first, second), (asked, asked), (second, first)))
    assert sorted(done) == [False, True]
    assert User.objects.filter(is_superuser=True, is_active=True).count() == 1
