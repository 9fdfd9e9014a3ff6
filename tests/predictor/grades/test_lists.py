"""Grades stand beside points wherever predictions are listed."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import live_task
from page_words import words

from mlcore.datasets import schemas
from mlcore.pipeline.schema import Schema
from predictor.models import Classroom, GradeBoundaries, Student
from predictor.predicting.readings import readings

pytestmark = pytest.mark.django_db
HOURS = {"slug": "hours", "label": "Hours", "kind": "number", "minimum": 0, "maximum": 9}
RESULT = {"slug": "result", "label": "Result", "kind": "number", "minimum": 0, "maximum": 100}
TASK = {"slug": "guess", "label": "Guess", "target": "result", "inputs": ["hours"]}
PLAIN = {"name": "plain", "version": 1, "label": "Plain", "field": [HOURS, RESULT], "task": [TASK]}


@pytest.fixture
def grades(prediction):
    """As the range is said in grades."""
    return readings([prediction])[0].grades


@pytest.mark.parametrize("name", ["home", "history"])
def test_a_list_of_predictions_says_the_grades_of_the_range(owner, grades, name):
    assert grades in words(owner.get(reverse(name)))


def test_the_pages_of_a_class_and_a_student_say_them_too(owner, grades, student):
    for where in (reverse("classroom", args=[student.classroom_id]), reverse("student", args=[student.pk])):
        assert grades in words(owner.get(where))


def test_the_file_has_a_grade_beside_each_score(owner, prediction):
    text = b"".join(owner.get(reverse("history-csv")).streaming_content).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text)))
    grading = prediction.task.target.grading
    for column in ("value", "low_80", "high_80", "low_90", "high_90"):
        named = row["grade" if column == "value" else f"grade_{column}"]
        assert named == grading.grade_of(round(float(row[column]))).label


def test_a_label_that_is_a_formula_is_a_text_in_a_file(owner, people, prediction, predict):
    content = {"grade": [{"label": '=1,"x"', "from": 1}, {"label": "other", "from": 0}]}
    told = {"schema_name": "exams", "field": "math_score", "valid_from": timezone.localdate(), "made_by": people.admin}
    GradeBoundaries.objects.create(content=content, reason="x", **told)
    predict()
    text = b"".join(owner.get(reverse("history-csv")).streaming_content).decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(text)))["grade"] == '\'=1,"x"'


def test_a_question_without_grades_works_in_points(owner, api_owner, people):
    schema_version = schemas.register(Schema.from_dict(PLAIN))
    live_task("guess", "plain")
    classroom = Classroom.objects.create(name="7C", schema_version=schema_version)
    classroom.teachers.add(people.owner)
    student = Student.objects.create(name="Kim", classroom=classroom)
    asked = {"task": "guess", "student": student.pk, "answers": {"hours": 4}}
    made = api_owner.post(reverse("api-predictions"), asked, format="json").json()
    page = owner.get(reverse("prediction", args=[made["id"]]))
    assert (made["grades"], page.context["chances"]) == (None, None)
    assert "in the result." in words(page)
