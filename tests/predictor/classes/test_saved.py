"""A class and all of one's students as files: who, what is predicted, how sure, since when, and what is aimed at."""

import csv
import io

import pandas as pd
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from page_words import words

from predictor.models import Classroom, Student
from predictor.saving import table
from predictor.targets.work import Aim, Signed, set_target

FORMULA = '=HYPERLINK("http://127.0.0.1/x")'


def rows_of(client, address):
    text = b"".join(client.get(address)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def as_csv(classroom):
    return reverse("classroom-csv", args=[classroom.pk])


@pytest.fixture
def as_xlsx(classroom):
    return reverse("classroom-xlsx", args=[classroom.pk])


def test_the_list_says_who_what_how_sure_and_since_when(owner, prediction, student, as_csv):
    (row,) = rows_of(owner, as_csv)
    assert (row["student"], row["reference"], row["class"]) == (student.name, "", "Class 8a")
    told = [float(row[f"math_{name}"]) for name in ("value", "low_80", "high_90")]
    assert told == pytest.approx([prediction.value, prediction.low80, prediction.high90], abs=0.005)
    assert row["math_made_at"][:10] == f"{prediction.made_at:%Y-%m-%d}"


def test_it_has_the_grades_and_chances_that_the_page_of_the_prediction_has(owner, prediction, as_csv, api_owner):
    (row,) = rows_of(owner, as_csv)
    shown = api_owner.get(f"/api/v1/predictions/{prediction.pk}/").json()
    told = api_owner.get(f"/api/v1/predictions/{prediction.pk}/chances/").json()
    assert row["math_grade"] == shown["grades"]["value"]
    assert row["math_grade_low_80"] == shown["grades"]["ranges"]["80"]["low"]
    assert float(row["math_chance_to_pass"]) == pytest.approx(told["passed"]["chance"], abs=0.011)


@pytest.mark.parametrize(("aim", "grade"), [(Aim(score=75.0), ""), (Aim(grade="B"), "B")])
def test_it_has_the_target_and_how_many_similar_students_reach_it(owner, people, prediction, math, as_csv, aim, grade):
    set_target(prediction.student, math, aim, Signed(by=people.owner, why="agreed", seen=None))
    (row,) = rows_of(owner, as_csv)
    start = aim.score or math.target.grading.named(grade).start
    assert (float(row["math_target"]), row["math_target_grade"]) == (start, grade)
    assert 0 < float(row["math_chance_to_reach_target"]) < 1


def test_the_newest_prediction_counts_and_who_has_none_stays_in_the_list(owner, classroom, predict, answers, as_csv):
    predict()
    newest = predict(answers=answers | {next(key for key, value in answers.items() if isinstance(value, float)): 90.0})
    Student.objects.create(classroom=classroom, name="Zoë", reference="0071")
    first, last = rows_of(owner, as_csv)
    assert float(first["math_value"]) == pytest.approx(newest.value, abs=0.005)
    assert (last["student"], last["reference"], set(list(last.values())[3:])) == ("Zoë", "0071", {""})


def test_a_chance_that_is_nearly_one_is_not_rounded_to_all(owner, people, prediction, math, as_csv):
    set_target(prediction.student, math, Aim(score=1.0), Signed(by=people.owner, why="a start", seen=None))
    assert rows_of(owner, as_csv)[0]["math_chance_to_reach_target"] == "0.99"


def test_where_the_file_of_the_model_is_gone_only_chances_are_blank(
    owner, prediction, as_csv, forget_bundles, settings
):
    for path in settings.BUNDLE_DIR.iterdir():
        path.unlink()
    forget_bundles()
    (row,) = rows_of(owner, as_csv)
    assert (row["math_chance_to_pass"], row["math_chance_to_reach_target"]) == ("", "")
    assert float(row["math_value"]) == pytest.approx(prediction.value, abs=0.005)
    assert row["math_grade"]


def test_the_workbook_has_the_same_as_numbers(owner, prediction, as_xlsx):
    Student.objects.update(name=FORMULA)
    content = b"".join(owner.get(as_xlsx).streaming_content)
    row = pd.read_excel(io.BytesIO(content), engine="calamine", keep_default_na=False).iloc[0]
    assert row["student"] == FORMULA
    assert row["math_value"] == pytest.approx(prediction.value, abs=0.005)


def test_a_name_that_is_a_formula_is_disarmed_in_csv(owner, prediction, as_csv):
    Student.objects.update(name=FORMULA)
    assert rows_of(owner, as_csv)[0]["student"] == f"'{FORMULA}"


def test_all_my_students_are_one_list_over_classes_and_schemas(owner, people, classroom, prediction, hsb_task):
    other = Classroom.objects.create(name="Class 9", schema_version=hsb_task.schema_version)
    other.teachers.add(people.owner)
    Student.objects.create(classroom=other, name="Ben")
    rows = rows_of(owner, reverse("students-csv"))
    assert [(row["student"], row["class"]) for row in rows] == [("Amara Osei", "Class 8a"), ("Ben", "Class 9")]
    assert rows[0]["math_value"]
    assert rows[0]["hsb-math_value"] == ""


def test_as_many_queries_for_three_students_as_for_three_hundred(owner, classroom, predict, as_csv):
    asked = []
    for count in (3, 300):
        named = [Student(classroom=classroom, name=f"Student {place}") for place in range(count)]
        for one in Student.objects.bulk_create(named)[:20]:
            predict(student=one)
        with CaptureQueriesContext(connection) as queries:
            assert len(rows_of(owner, as_csv)) == Student.objects.count()
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 16


def test_a_stranger_finds_no_class_and_none_of_its_students(as_user, people, prediction, as_csv, as_xlsx):
    stranger = as_user(people.stranger)
    assert {stranger.get(address).status_code for address in (as_csv, as_xlsx)} == {404}
    assert rows_of(stranger, reverse("students-csv")) == []
    for user in (people.owner, people.colleague, people.admin):
        assert len(rows_of(as_user(user), as_csv)) == len(rows_of(as_user(user), reverse("students-csv"))) == 1


@pytest.mark.parametrize("page", ["classroom-xlsx", "students-xlsx"])
def test_too_many_students_for_a_workbook_are_refused_with_the_way_out(owner, classroom, student, monkeypatch, page):
    monkeypatch.setattr(table, "MOST_STUDENTS", 0)
    answer = owner.get(reverse(page, args=[classroom.pk] if "class" in page else []), follow=True)
    assert "save as CSV, or the list of one class" in words(answer)


def test_pages_lead_to_their_files(owner, classroom, student):
    page = owner.get(reverse("classroom", args=[classroom.pk])).text
    assert reverse("classroom-csv", args=[classroom.pk]) in page
    assert reverse("students-xlsx") in owner.get(reverse("home")).text
