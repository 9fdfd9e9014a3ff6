"""A limit is one count for all processes, however many ask at once, and names nobody."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from predictor.access.limits import Limit
from predictor.models import Tried

FEW = Limit("few", 5, 60)


def ask(_number):
    """On a connection of its own, as each process has one."""
    try:
        return FEW.allows("owner@school.example")
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_only_so_many_are_allowed():
    with ThreadPoolExecutor(8) as pool:
        allowed = list(pool.map(ask, range(24)))
    assert (sum(allowed), Tried.objects.get().times) == (FEW.most, 24)


def test_what_is_kept_tells_nobody_whose_it_is(db):
    FEW.allows("owner@school.example")
    assert "owner" not in Tried.objects.get().what


def test_others_are_counted_by_themselves(db):
    assert [FEW.allows("a") for _ in range(6)] == [True] * 5 + [False]
    assert FEW.allows("b")
    assert FEW.is_reached("a")
    assert not FEW.is_reached("b")
