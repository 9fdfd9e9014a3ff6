"""Sheets as pages and as a PDF: one page of paper each, whatever is known."""

import io

import pytest
import typst
from django.urls import reverse
from django.utils import translation
from full_sheet import full_class
from PIL import Image

from predictor.models import Student
from predictor.sheets.conversation import page, pdf
from predictor.sheets.conversation.pdf import Paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(as_user, people):
    return as_user(people.owner)


def pages_of(viewer, classroom, paper):
    """What Typst makes of each page, as pictures."""
    found = page.of_class(viewer, classroom, "")
    given = pdf.inputs(classroom, found["sheets"], found["without"], paper)
    made = typst.compile(pdf.LAYOUT, format="svg", sys_inputs=given)
    return made if isinstance(made, list) else [made]


@pytest.mark.parametrize("paper", list(Paper))
def test_very_much_still_fits_on_one_page(people, tmp_path, paper):
    assert len(pages_of(people.admin, full_class(people, tmp_path), paper)) == 1


def right_margin_of(classroom, width=22):
    """The darkest point at the right end of the first page, where nothing stands: 255. A figure at the end of the
    scale reaches nearly as far."""
    found = page.of_class(classroom.teachers.first(), classroom, "")
    given = pdf.inputs(classroom, found["sheets"], found["without"], Paper.A4)
    made = typst.compile(pdf.LAYOUT, format="png", ppi=72, sys_inputs=given)
    picture = Image.open(io.BytesIO(made[0] if isinstance(made, list) else made)).convert("L")
    return picture.crop((picture.width - width, 0, *picture.size)).getextrema()[0]


@pytest.mark.parametrize("name", ["Ada", "W" * 100, "\u0645" * 150], ids=["short", "Latin", "Arabic"])
def test_a_name_without_a_space_stays_on_the_paper(classroom, student, predict, name):
    Student.objects.update(name=name)
    classroom.name = "Q" * 100
    predict()
    assert right_margin_of(classroom) == 255


def test_a_long_name_without_a_sheet_stays_on_the_paper(classroom, student):
    Student.objects.update(name="W" * 150)
    assert right_margin_of(classroom) == 255


def test_what_does_not_fit_is_counted(people, tmp_path):
    (said,) = page.of_class(people.admin, full_class(people, tmp_path), "")["sheets"]
    went_in = said.parts[0]
    assert len(went_in.entries) == 16
    assert "6 more are on the student's page." in went_in.text
    assert "and 5 others" in went_in.text


def test_what_does_not_fit_is_counted_in_the_language_of_the_reader(people, tmp_path):
    with translation.override("de"):
        (said,) = page.of_class(people.admin, full_class(people, tmp_path), "")["sheets"]
    assert "und 5 weitere" in said.parts[0].text


def test_a_class_is_a_page_each_and_one_for_those_without(people, classroom, student, predict):
    predict()
    predict(student=Student.objects.create(classroom=classroom, name="Ben"))
    Student.objects.create(classroom=classroom, name="Cleo")
    assert len(pages_of(people.admin, classroom, Paper.A4)) == 3


def test_the_file_is_a_pdf_with_the_name_of_the_class(owner, classroom, predict):
    predict()
    response = owner.get(reverse("classroom-sheets-pdf", args=[classroom.pk]), {"paper": "letter"})
    assert response.content.startswith(b"%PDF-")
    assert (response["Content-Type"], "sheets-class-8a.pdf" in response["Content-Disposition"]) == (
        "application/pdf",
        True,
    )


def test_a_name_is_never_read_as_markup(people, classroom, student, predict):
    Student.objects.update(name='#panic("no") *bold* $x$ <b>')
    predict()
    assert len(pages_of(people.admin, classroom, Paper.A4)) == 1


def test_a_class_without_a_student_is_a_file_all_the_same(owner, classroom):
    assert owner.get(reverse("classroom-sheets-pdf", args=[classroom.pk])).content.startswith(b"%PDF-")


def test_who_has_no_prediction_is_named_on_the_page(owner, classroom, student, predict):
    predict(student=Student.objects.create(classroom=classroom, name="Ben"))
    text = owner.get(reverse("classroom-sheets", args=[classroom.pk])).text
    assert "1 page to print, for one student." in text
    assert "there is no sheet, for:" in text
    assert reverse("student", args=[student.pk]) in text


def test_without_a_prediction_the_page_says_so(owner, student):
    text = owner.get(reverse("student-sheet", args=[student.pk])).text
    assert "Nothing has been predicted yet" in text
    assert "talk__statement" not in text


def test_a_question_that_is_not_asked_is_not_found(owner, student):
    for name, key in (("student-sheet", student.pk), ("classroom-sheets", student.classroom_id)):
        assert owner.get(reverse(name, args=[key]), {"task": "weather"}).status_code == 404


def test_a_class_takes_as_many_queries_as_one_student(owner, classroom, predict, django_assert_max_num_queries):
    for number in range(6):
        predict(student=Student.objects.create(classroom=classroom, name=f"Student {number}"))
    owner.get(reverse("classroom-sheets", args=[classroom.pk]))
    with django_assert_max_num_queries(24):
        owner.get(reverse("classroom-sheets", args=[classroom.pk]))
