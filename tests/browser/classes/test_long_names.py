"""Names of one long word, of many words, and of another direction of writing: no page of a student is too wide."""

import pytest
from accessibility import visit_all
from django.urls import reverse

from predictor.predicting.work import make_prediction

pytestmark = pytest.mark.browser
NAMES = {
    "one word": "Wolfeschlegelsteinhausen" * 4,
    "many words": "Josefa de la Santísima " * 5,
    "other way": "محمد عبد الرحمن",
}
OF_STUDENT = (
    "student",
    "student-classes",
    "support",
    "student-result",
    "student-edit",
    "student-delete",
    "predict-any",
)
OF_PREDICTION = ("prediction", "prediction-what-if", "prediction-feedback")


@pytest.mark.parametrize("name", NAMES)
def test_no_page_of_a_student_is_wider_than_a_phone(browse, people, math, student, answers, name):
    student.name, student.reference = NAMES[name].strip(), "2026-0298-" * 5
    student.save()
    made = make_prediction(task=math, answers=answers, made_by=people.owner, door="page", student=student)
    classes = [reverse(page, args=[student.classroom_id]) for page in ("classroom", "classroom-next-year")]
    of_student = [reverse(page, args=[student.pk]) for page in OF_STUDENT]
    of_prediction = [reverse(page, args=[made.pk]) for page in OF_PREDICTION]
    page = browse(people.owner, width=390)
    assert visit_all(page, [*classes, *of_student, *of_prediction]) == []


def test_a_number_beside_a_name_of_another_direction_keeps_its_order(browse, people, student):
    student.name, student.reference = "محمد", "2026-0298"
    student.save()
    page = browse(people.owner, width=390)
    page.goto(reverse("classroom", args=[student.classroom_id]))
    number, name = page.locator(".ledger__number"), page.locator(".ledger__who a")
    assert number.bounding_box()["x"] > name.bounding_box()["x"]
