"""Pages of the rules for fields, in a real browser."""

import pytest
from accessibility import WINDOWS, visit_all
from django.urls import reverse

from predictor.models import FieldRules

pytestmark = pytest.mark.browser


@pytest.fixture
def addresses(math):
    """Nothing decided, so that the rules that ship are offered."""
    table = reverse("field-rules", args=["exams"])
    return [reverse("fields"), table, f"{table}?fill=preset", f"{table}?hide=head_of_department"]


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_they_are_accessible_and_fit_their_window(browse, people, addresses, scheme, width):
    assert visit_all(browse(people.admin, scheme=scheme, width=width), addresses) == []


def test_an_admin_hides_a_field_on_a_phone_and_the_teacher_does_not_find_it(browse, people, math, student):
    page = browse(people.admin, width=390)
    page.goto(reverse("field-rules", args=["exams"]))
    page.get_by_label("Lunch: Teachers see").uncheck()
    page.get_by_label("Why").fill("Nobody in a class needs it.")
    page.get_by_role("button", name="Decide").click()
    page.get_by_text("Lunch: no longer shown to Teachers").wait_for()
    assert FieldRules.objects.get().rules == {"lunch": {"teacher": []}}
    teacher = browse(people.owner)
    teacher.goto(reverse("predict", args=[student.pk, "math"]))
    assert teacher.get_by_label("Gender").count() == 1
    assert teacher.get_by_label("Lunch").count() == 0
