"""Predicting a class in a real browser: in every window, with long names, without scripts."""

import pytest
from accessibility import WINDOWS, visit_all
from django.urls import reverse

from predictor.classes.work import save_student
from predictor.models import Prediction, Student

pytestmark = pytest.mark.browser
LONG = "Wolfeschlegelsteinhausenbergerdorff-" * 4


@pytest.fixture
def number(answers):
    return next(slug for slug, value in answers.items() if isinstance(value, float))


@pytest.fixture
def students(classroom, answers, number):
    """Far apart and close together, one with a long name, one known in part, one unknown, one without spaces."""
    known = [answers | {number: value} for value in (5.0, 50.0, 51.0, 95.0)]
    rows = [Student(classroom=classroom, name=f"Student {place}", known=one) for place, one in enumerate(known)]
    rows += [Student(classroom=classroom, name=LONG[:150], reference=LONG[:50], known={number: 40.0})]
    return Student.objects.bulk_create([*rows, Student(classroom=classroom, name="Nobody knows")])


@pytest.fixture
def predicted(students, classroom, math, people, number):
    from predictor.models import Submission
    from predictor.whole_class.work import Order, predict_class

    order = Order(classroom=classroom, tasks=[math], door=Submission.Door.PAGE)
    predict_class(order, people.owner)
    save_student(students[0], known={number: 30.0})
    predict_class(order, people.owner)
    save_student(students[1], known={number: 80.0})


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_the_pages_are_accessible_and_fit_their_window(browse, people, classroom, predicted, scheme, width):
    table = reverse("class-predictions", args=[classroom.pk, "math"])
    plan = reverse("classroom-predict", args=[classroom.pk])
    page = browse(people.owner, scheme=scheme, width=width)
    addresses = [plan, f"{plan}?task=all", table, f"{table}?order=score", reverse("classroom", args=[classroom.pk])]
    assert visit_all(page, addresses) == []


def test_a_class_is_predicted_from_its_page_without_scripts(browse, people, students, classroom):
    page = browse(people.owner, scripts=False, width=390)
    page.goto(reverse("classroom", args=[classroom.pk]))
    page.get_by_role("link", name="Predict the class").click()
    page.get_by_role("button", name="Predict 5 students").click()
    page.get_by_text("5 predictions were stored; 1 could not be made.").wait_for()
    page.get_by_role("link", name="By score").click()
    page.get_by_label("too close to call").first.wait_for()
    assert Prediction.objects.count() == 5


def test_what_is_older_than_its_data_is_predicted_again_by_one_button(browse, people, predicted, classroom):
    page = browse(people.owner)
    page.goto(reverse("classroom", args=[classroom.pk]))
    page.get_by_role("button", name="Predict these again").click()
    page.get_by_text("1 prediction was stored.").wait_for()
    page.goto(reverse("classroom", args=[classroom.pk]))
    assert page.get_by_text("Older than its data").count() == 0


def test_on_a_phone_the_range_and_the_day_stand_beside_the_name(browse, people, predicted, classroom):
    page = browse(people.owner, width=390)
    page.goto(reverse("class-predictions", args=[classroom.pk, "math"]))
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Student 2")).last
    name, among, day = (row.locator(part).bounding_box() for part in ("a >> nth=0", ".ledger__range", "time >> nth=0"))
    assert among["x"] > name["x"] + name["width"]
    assert day["x"] > among["x"] - 40
    assert row.bounding_box()["height"] < 110
