"""Pages of raw tables: every row once, forwards and backwards, whatever is asked."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from studentperf.basics.raw_tables.paging import page_of

pytestmark = pytest.mark.django_db
NAMES = ["a", "b", "c", "d", "e"]


@pytest.fixture(autouse=True)
def groups():
    Group.objects.bulk_create(Group(name=name) for name in NAMES)


def page(asked="", order="name", size=2):
    found = page_of(Group.objects.all(), (order,), asked, size)
    return "".join(group.name for group in found.rows), found


@pytest.mark.parametrize(("order", "pages"), [("name", ["ab", "cd", "e"]), ("-name", ["ed", "cb", "a"])])
def test_every_row_comes_once(order, pages):
    seen, asked = [], ""
    while asked or not seen:
        names, found = page(asked, order)
        seen, asked = [*seen, names], found.after
    assert seen == pages


def test_back_from_the_last_page_come_the_rows_before():
    names, found = page("last")
    assert (names, found.after) == ("de", "")
    names, found = page(found.before)
    assert (names, found.is_first) == ("bc", False)
    names, found = page(found.before)
    assert (names, found.is_first, found.before) == ("a", True, "")


def test_what_is_one_page_has_no_other():
    found = page(size=5)[1]
    assert (found.is_first, found.before, found.after) == (True, "", "")
    assert page("last", size=5)[1] == found


def test_behind_the_end_there_is_nothing_and_a_way_to_the_beginning():
    names, found = page("after~z")
    assert (names, found.is_first, found.before, found.after) == ("", False, "", "")


@pytest.mark.parametrize("asked", ["x", "x~1", "after~", "after~" + "n" * 200])
def test_what_no_page_of_ours_asks_for_is_refused(asked):
    with pytest.raises(ValidationError):
        page(asked)
