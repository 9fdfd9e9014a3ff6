"""Pages of people, departments, the school and who sees a student, in a real browser."""

import pytest
from accessibility import WINDOWS, visit_all
from django.contrib.auth.models import User
from django.urls import reverse

from predictor.access.people.departments import Made, add_department
from predictor.access.people.work import Asked, change, give_roles
from predictor.models import Classroom, Student
from predictor.predicting.work import make_prediction

pytestmark = pytest.mark.browser
LONG = "Wolfeschlegelsteinhausenbergerdorff-" * 4


@pytest.fixture
def addresses(people, math, student, answers):
    """Names that are far too long, a class that is hidden and one whose mean is expected."""
    named = {"first_name": LONG[:100], "last_name": "Otieno", "email": "otieno@school.example"}
    User.objects.filter(pk=people.stranger.pk).update(**named)
    give_roles(people.stranger, ["teacher", "head_of_department"], people.admin, f"From August on: {LONG}")
    change(people.colleague, Asked(roles=["teacher", "head"], names=True), people.admin, "she leads the school")
    room = Classroom.objects.create(name=LONG[:100], schema_version=math.schema_version)
    other = Classroom.objects.create(name="Class 9b", schema_version=math.schema_version)
    for of, size in ((room, 12), (other, 20)):
        for number in range(size):
            one = Student.objects.create(classroom=of, name=f"Student {number}")
            make_prediction(task=math, answers=answers, made_by=people.owner, door="page", student=one)
    made = Made(name=LONG[:100], heads=[people.stranger], classrooms=[room, student.classroom], tasks=[math])
    department = add_department(made, people.admin, "x")
    return [
        reverse("people"),
        reverse("people") + "?q=nobody",
        *(reverse("person", args=[user.pk]) for user in (people.stranger, people.owner)),
        reverse("departments"),
        reverse("department-new"),
        reverse("department", args=[department.pk]),
        reverse("school"),
        reverse("student-who-sees", args=[student.pk]),
    ]


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_they_are_accessible_and_fit_their_window(browse, people, addresses, scheme, width):
    assert visit_all(browse(people.admin, scheme=scheme, width=width), addresses) == []


def test_a_role_is_given_and_what_is_wrong_is_said(browse, people, addresses):
    page = browse(people.admin, width=390)
    page.goto(reverse("person", args=[people.owner.pk]))
    page.get_by_label("Data manager").check()
    page.get_by_role("button", name="Save the roles").click()
    page.get_by_role("alert").wait_for()
    page.locator("#id_reason").first.fill("She keeps the data.")
    page.get_by_role("button", name="Save the roles").click()
    page.get_by_text("Given: Data manager").wait_for()
