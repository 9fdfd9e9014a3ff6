"""While a release goes out, the one before it deletes accounts and classes without a word of roles."""

import pytest
from django.db import connection

from predictor.models import Department, Standing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("gone", ["account", "class"])
def test_a_release_that_knows_no_roles_still_deletes_accounts_and_classes(gone, people, classroom):
    Standing.objects.create(user=people.stranger, roles=["head_of_department"])
    department = Department.objects.create(name="Maths")
    department.heads.add(people.stranger)
    department.classrooms.add(classroom)
    with connection.cursor() as cursor:
        if gone == "account":
            cursor.execute("DELETE FROM auth_user WHERE id = %s", [people.stranger.pk])
        else:
            cursor.execute("DELETE FROM predictor_classroom_teachers")
            cursor.execute("DELETE FROM predictor_classroom")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    left = (Standing.objects.count(), department.heads.count(), department.classrooms.count())
    assert left == ((0, 0, 1) if gone == "account" else (1, 1, 0))
