"""Two doors: whatever the pages can do, the API can do too, or a reason is written down."""

import inspect

import pytest
from both_doors import BOTH, OPEN, PAGES_ALONE
from django.urls import get_resolver

import predictor.urls.api
import predictor.urls.lists
import predictor.urls.pages

LISTED = {**BOTH, **PAGES_ALONE, **OPEN}
SAFE = {"GET", "HEAD", "OPTIONS"}
CALLS = {
    pattern.name: pattern.callback.cls for pattern in predictor.urls.api.urlpatterns if hasattr(pattern.callback, "cls")
}
FILES = {pattern.name: pattern for pattern in predictor.urls.lists.urlpatterns}
PAGES = {pattern.name: pattern for pattern in predictor.urls.pages.urlpatterns if pattern.name not in FILES}


def doors(page):
    return [door.split() for door in BOTH[page].split(", ")]


def methods_of(view):
    """What a page takes, as its decorators say it; nothing where none says it, as of the pages of the library."""
    while view:
        if taken := inspect.getclosurevars(view).nonlocals.get("request_method_list"):
            return set(taken)
        view = getattr(view, "__wrapped__", None)
    return set()


def test_every_page_is_in_the_list_of_both_doors():
    missing = set(PAGES) - set(LISTED)
    assert not missing, f"say in tests/support/walking/both_doors.py which calls do the same: {sorted(missing)}"


def test_no_page_is_listed_that_is_gone_or_twice():
    assert set(LISTED) <= set(PAGES)
    assert len(LISTED) == len(BOTH) + len(PAGES_ALONE) + len(OPEN)


@pytest.mark.parametrize("page", BOTH)
def test_the_calls_beside_a_page_are_there_and_take_the_method(page):
    for method, name in doors(page):
        assert name in CALLS, f"{page}: there is no address {name}"
        assert hasattr(CALLS[name], method.lower()), f"{page}: {name} does not take {method}"


@pytest.mark.parametrize("page", BOTH)
def test_beside_a_page_that_changes_something_is_a_call_that_does(page):
    taken, called = methods_of(PAGES[page].callback), {method for method, _ in doors(page)}
    assert taken, f"{page} does not say which methods it takes"
    assert called - SAFE or not taken - SAFE, f"{page} takes {taken}, its calls only {called}"


def test_a_list_as_a_file_stands_beside_a_page_that_is_listed():
    assert {pattern.callback.page for pattern in FILES.values()} <= set(LISTED)


def test_djangos_admin_is_for_whoever_mends_by_hand_and_nothing_else_is_outside():
    around = {str(pattern.pattern) for pattern in get_resolver().url_patterns}
    assert around == {"admin/", "api/v1/", "^api(/|$)", ""}
