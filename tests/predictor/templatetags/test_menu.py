"""The links above every page."""

import re

import pytest
from django.urls import reverse


def menu_of(page):
    """Label and whether the page belongs to it, of every link."""
    nav = re.search(r'<nav class="nav".*?</nav>', page.text, re.S)[0]
    return [(label, "aria-current" in rest) for rest, label in re.findall(r"<a ([^>]*)>(.*?)</a>", nav)]


def test_a_teacher_is_offered_neither_exploration_nor_administration(as_user, people):
    labels = [label for label, _ in menu_of(as_user(people.owner).get(reverse("home")))]
    assert labels == ["Students", "History", "Models", "API"]


def test_an_admin_is_offered_everything(as_user, people):
    labels = [label for label, _ in menu_of(as_user(people.admin).get(reverse("home")))]
    assert labels == [
        "Students",
        "History",
        "Explore",
        "Your data",
        "Models",
        "Jobs",
        "Grades",
        "People",
        "Fields",
        "API",
    ]


LABELS = {
    "home": "Students",
    "classroom-new": "Students",
    "history": "History",
    "explore": "Explore",
    "describe": "Your data",
    "models": "Models",
}


@pytest.mark.parametrize(("name", "label"), LABELS.items())
def test_a_page_marks_the_link_that_it_belongs_to(as_user, people, name, label):
    page = as_user(people.admin).get(reverse(name))
    assert [label for label, is_current in menu_of(page) if is_current] == [label]


def test_a_student_s_predictions_belong_to_students_and_one_of_them_to_history(as_user, people, student, prediction):
    for name, pk, label in (("predict-any", student.pk, "Students"), ("prediction", prediction.pk, "History")):
        page = as_user(people.owner).get(reverse(name, args=[pk]), follow=True)
        assert (label, True) in menu_of(page)


def test_the_page_of_the_account_marks_no_link_of_the_menu(as_user, people):
    page = as_user(people.owner).get(reverse("account"))
    assert not any(is_current for _, is_current in menu_of(page))
    assert re.search(r'<a href="/account/" aria-current="true">', page.text)
