"""Who looked at a student, and everything that is kept about them, in a real browser."""

import pytest
from accessibility import WINDOWS, visit_all
from django.urls import reverse

from predictor.models import AccessLine, Student

pytestmark = pytest.mark.browser
LONG = "Wolfeschlegelsteinhausenbergerdorff-" * 4


@pytest.fixture
def addresses(people, student):
    """Lines of every door and act, by somebody with a name that is far too long, on more than one page."""
    Student.objects.filter(pk=student.pk).update(name=LONG[:150])
    for door in AccessLine.Door.values:
        for act in AccessLine.Act.values:
            AccessLine.objects.create(
                account_name=LONG[:150] if act == "saw" else "ada",
                door=door,
                act=act,
                what="student",
                students=[student.pk],
            )
    where = reverse("student-access", args=[student.pk])
    return [where, f"{where}?act=printed", f"{where}?act=shared&before=1", reverse("student-file", args=[student.pk])]


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_they_are_accessible_and_fit_their_window(browse, people, addresses, scheme, width):
    assert visit_all(browse(people.owner, scheme=scheme, width=width), addresses) == []


def test_lines_are_filtered_and_the_older_ones_are_reached(browse, people, addresses):
    page = browse(people.owner, width=390)
    page.goto(addresses[0])
    page.get_by_role("link", name="Next page").click()
    page.get_by_role("link", name="Previous page").wait_for()
    page.get_by_label("What was done").select_option("printed")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Show all").wait_for()
    assert {text.split(":")[0].split()[-1] for text in page.locator(".entries__head span").all_inner_texts()} == {
        "printed"
    }
