"""A gradebook is uploaded, filled as the person says, looked at, and saved; nothing of it is stored."""

import pytest
from django.urls import reverse
from gradebooks import CANVAS, POWERTEACHER
from page_words import words

from mlcore.words.numbers import rounded
from predictor.models import Import, Student
from predictor.targets.work import Aim, Signed, set_target

VALUE, EXAM, QUIZ = "math:value", "5", "6"


@pytest.fixture
def predicted(predict, amara, ben):
    return predict(student=amara)


@pytest.fixture
def whole(predicted):
    return f"{rounded(predicted.value, 0)}"


def test_a_value_is_written_into_the_chosen_column_and_nothing_else_changes(fill, predicted, whole):
    answer = fill(CANVAS, source=VALUE, act="save")
    assert answer.content.decode() == CANVAS.replace("amara,8A,,", f"amara,8A,{whole},")
    assert 'filename="grades-filled.csv"' in answer["Content-Disposition"]


def test_the_page_shows_what_will_be_written_before_it_is(fill, predicted, whole):
    page = fill(CANVAS, source=VALUE)
    said = words(page)
    assert "1 of 3 rows gets a value in “Exam”." in said
    assert "1 row has a number that no student of this class has, and stays as it is: row 5 (Student, Test)." in said
    assert "Nothing to write for 1 student (“Maths score: predicted value”): Ben Bora." in said
    assert [(line.pupil.number, line.before, line.text) for line in page.context["said"].rows] == [("0071", "", whole)]


def test_what_stands_there_stays_unless_it_is_to_be_replaced(fill, predict, predicted, ben):
    of_ben = f"{rounded(predict(student=ben).value, 0)}"
    assert "1 row has something there already and keeps it." in words(fill(CANVAS, source=VALUE))
    assert ",61," in fill(CANVAS, source=VALUE, act="save").content.decode()
    assert f"ben,8A,{of_ben}," in fill(CANVAS, source=VALUE, act="save", replaces="on").content.decode()


def test_a_column_with_another_maximum_is_only_filled_as_the_person_says(fill, predicted):
    asked = words(fill(CANVAS, source=VALUE, column=QUIZ, act="save"))
    assert "“Quiz 1” counts out of 7, and Maths score goes to 100. Say how a value is written." in asked
    refused = words(fill(CANVAS, source=VALUE, column=QUIZ, how="as they are", act="save"))
    assert "1 value is above the 7 that “Quiz 1” counts to" in refused


def test_a_scaled_value_is_the_same_part_of_the_maximum(fill, predicted):
    content = fill(CANVAS, source=VALUE, column=QUIZ, how="scaled", act="save").content.decode()
    points = float(content.splitlines()[2].split(",")[7])
    assert points == pytest.approx(predicted.value * 7 / 100, abs=0.1)
    page = words(fill(CANVAS, source=VALUE, column=QUIZ, how="scaled"))
    assert f"of 100 is written as {points:g} of 7." in page


def test_what_is_known_is_scaled_without_losing_its_parts(fill, amara):
    Student.objects.filter(pk=amara.pk).update(known={"math_score": 54})
    content = fill(
        CANVAS.replace(",7,", ",20,"), source="known:math_score", column=QUIZ, how="scaled", act="save"
    ).content
    assert ",10.8," in content.decode()


def test_grades_targets_and_recorded_values_go_in_as_well(fill, predicted, people, math, ben, classroom):
    set_target(ben, math, Aim(score=75.5), Signed(by=people.owner, why="agreed", seen=None))
    assert "75.5" in fill(CANVAS, source="math:target", act="save", replaces="on").content.decode()
    schema = classroom.schema_version.schema
    grade = math.target.grading.grade_of(round(predicted.value)).label
    assert f"amara,8A,{grade}," in fill(CANVAS, source="math:grade", act="save").content.decode()
    number = next(field for field in schema.fields if field.is_number and not field.sensitive)
    Student.objects.filter(pk=predicted.student_id).update(known={number.slug: 55.0})
    assert "amara,8A,55," in fill(CANVAS, source=f"known:{number.slug}", act="save").content.decode()


def test_sensitive_fields_are_not_offered(fill, predicted, classroom):
    page = fill(CANVAS)
    sensitive = [field.slug for field in classroom.schema_version.schema.fields if field.sensitive]
    assert sensitive
    assert not any(f"known:{slug}" in page.text for slug in sensitive)


def test_a_template_of_powerteacher_says_whether_it_takes_points(fill, predicted, whole):
    content = fill(POWERTEACHER, source=VALUE, column="2", act="save").content.decode()
    assert content == POWERTEACHER.replace('Amara",', f'Amara",{whole}')
    assert "The template takes points" in words(fill(POWERTEACHER, source="math:grade", column="2"))
    of_grades = POWERTEACHER.replace("POINTS", "GRADESCALE")
    assert "The template takes grades" in words(fill(of_grades, source=VALUE, column="2"))


def test_a_gradebook_in_utf_16_with_tabs_and_decimal_commas_stays_one(fill, predicted):
    written = CANVAS.replace('"Osei, Amara"', "Osei Amara").replace('"Bora, Ben"', "Bora Ben").replace('"6"', "5@5")
    written = written.replace('"Student, Test"', "Test").replace(",", "\t").replace("@", ",").replace("\n", "\r\n")
    content = fill(written.encode("utf-16"), source=VALUE, column=QUIZ, how="scaled", act="save").content
    row = content.decode("utf-16").split("\r\n")[2].split("\t")
    assert row[6].replace(",", "").isdigit()
    assert "," in row[6]
    assert content.decode("utf-16").replace(row[6], "", 1) == written


def test_a_name_that_says_somebody_else_is_pointed_out(fill, predicted):
    page = words(fill(CANVAS.replace("Osei, Amara", "Zeta, Zoe"), source=VALUE))
    assert "In 1 row the number and the name say different people; check it: row 3 (Zeta, Zoe)." in page


def test_the_number_of_the_school_counts_before_that_of_the_program(fill, predicted):
    page = fill(CANVAS.replace(",11,", ",72,").replace(",12,", ",71,"), source=VALUE)
    assert [line.pupil.number for line in page.context["said"].rows] == ["0071"]


def test_a_number_in_two_rows_fills_neither(fill, predicted):
    page = words(fill(CANVAS.replace("0072", "0071"), source=VALUE))
    assert "Nothing would be written into “Exam”." in page
    assert "2 rows have a number that stands in several rows" in page
    assert "1 student of the class is not in the file: Ben Bora." in page


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "The file is empty"),
        ("name,score\nAmara,1\n", "does not look like a gradebook"),
        (b"PK\x03\x04", "The file is a workbook"),
        (CANVAS.replace("0071", "9971").replace("0072", "9972"), "No number in “SIS User ID”, “SIS Login ID” and “ID”"),
        (CANVAS.replace("Osei, Amara", "Zeta, Zoe").replace("Bora, Ben", "Eze, Eke"), "most names beside them are of"),
        (CANVAS.replace("007", "x" * 1_000_001), "larger than 1 MB"),
    ],
)
def test_what_cannot_be_filled_is_refused_with_the_remedy(fill, predicted, content, why):
    assert why in words(fill(content))


def test_a_class_without_numbers_is_told_where_to_enter_them(fill, student):
    assert "no student of this class has one" in words(fill(CANVAS))


def test_no_file_and_one_that_was_tampered_with_are_asked_for_again(owner, address, amara):
    assert "Choose a file." in words(owner.post(address, {}))
    assert "Choose the file again." in words(owner.post(address, {"kept": "abcde", "source": VALUE}))


def test_nothing_of_the_file_is_stored(fill, predicted):
    fill(CANVAS, source=VALUE, act="save")
    assert not Import.objects.exists()


def test_a_stranger_finds_no_class_to_fill_a_gradebook_for(as_user, people, address, fill, predicted):
    assert as_user(people.stranger).get(address).status_code == 404
    assert as_user(people.stranger).post(address, {}).status_code == 404
    for user in (people.owner, people.colleague, people.admin):
        assert fill(CANVAS, client=as_user(user), source=VALUE, act="save").content.startswith(b"Student,ID")


def test_the_page_of_the_class_leads_there(owner, classroom, student, address):
    assert address in owner.get(reverse("classroom", args=[classroom.pk])).text


def test_as_many_queries_for_three_students_as_for_three_hundred(
    fill, owner, classroom, predicted, django_assert_max_num_queries
):
    fill(CANVAS, source=VALUE)
    Student.objects.bulk_create(Student(classroom=classroom, name=f"S{n}", reference=f"9{n}") for n in range(300))
    with django_assert_max_num_queries(25):
        fill(CANVAS, source=VALUE)
