"""Whatever a page lists can be saved as CSV and as a workbook, on every page there is."""

from functools import cache

import pytest
from listed_pages import ListedPage
from school_addresses import addresses

import predictor.urls.lists

pytestmark = pytest.mark.django_db

FILES = {pattern.name for pattern in predictor.urls.lists.urlpatterns}
# A list of a page that is no file, and why not: the page, and what its part is called.
WITHOUT_FILE = {
    ("classroom-entries", "main"): "a form; what is known is saved with the class",
    ("classroom-results", "main"): "a form",
    ("home", "latest-title"): "the newest of the history, which is saved there",
    ("import-look", "new-title"): "a preview; what is stored of it can be saved",
    ("model-versions", "pair-title"): "two rows of the list of versions, turned",
    ("prediction-what-if", "main"): "tried out, and kept nowhere",
}


def test_every_list_of_every_page_is_a_file_too(school, admin):
    missing = set()
    for name, address in addresses(school):
        answer = admin.get(address) if name != "logout" else None
        if answer is not None and answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            missing |= {(name, part) for part in ListedPage(answer.text).without_files}
    assert missing == set(WITHOUT_FILE)


def test_every_file_opens_and_has_rows(school, admin):
    empty = []
    for name, address in addresses(school):
        if name in FILES and name.endswith("-csv"):
            answer = admin.get(address)
            assert answer.status_code == 200, name
            lines = b"".join(answer).decode("utf-8-sig").splitlines()
            empty += [name] if len(lines) < 2 else []
    assert empty == []


def test_every_workbook_opens(school, admin):
    for name, address in addresses(school):
        if name in FILES and name.endswith("-xlsx"):
            assert b"".join(admin.get(address)).startswith(b"PK"), name


def test_nobody_gets_a_list_whose_page_is_closed_to_them(school, teacher):
    pages, asked = dict(addresses(school)), cache(lambda where: teacher.get(where).status_code)
    for pattern in predictor.urls.lists.urlpatterns:
        if pattern.name.endswith("-csv"):
            assert asked(pages[pattern.name]) == asked(pages[pattern.callback.page]), pattern.name
