"""The file of one student holds everything that is kept about them, and is given to whoever may share the class."""

import json

import pytest
from django.db import connection
from django.db.models import CASCADE
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from predictor.corrections import work as corrections
from predictor.models import AccessLine, Explanation, Objection, Student
from predictor.student_file import kept, values
from predictor.student_file.content import file_of
from predictor.student_file.parts import PARTS

pytestmark = pytest.mark.django_db


def depending_on(model, found):
    """Models whose rows go with a row of this one, and whose rows go with those."""
    relations = [
        field for field in model._meta.get_fields(include_hidden=True) if field.auto_created and field.is_relation
    ]
    for relation in relations:
        if getattr(relation, "on_delete", None) is CASCADE and relation.related_model not in found:
            found.add(relation.related_model)
            depending_on(relation.related_model, found)
    return found


def test_every_table_about_a_student_is_in_the_file_or_says_why_not():
    names = {model.__name__ for model in depending_on(Student, set())}
    missing = names - {*kept.IN_FILE, *kept.LEFT_OUT}
    assert not missing, f"say in predictor/student_file/kept.py where these stand: {sorted(missing)}"
    assert {*kept.IN_FILE, *kept.LEFT_OUT} <= names


def test_every_part_that_is_named_is_there():
    assert set(kept.IN_FILE.values()) <= set(PARTS)


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("colleague", 200), ("admin", 200), ("stranger", 404)])
def test_it_opens_to_whoever_may_share_the_class(who, status, as_user, client_of, people, student):
    user = getattr(people, who)
    names = ("student-file", "student-file-pdf", "student-file-json")
    assert {as_user(user).get(reverse(name, args=[student.pk])).status_code for name in names} == {status}
    assert client_of(user).get(f"/api/v1/students/{student.pk}/file/").status_code == status


def test_the_json_says_what_was_entered_predicted_and_why(owner, student, prediction):
    found = owner.get(reverse("student-file-json", args=[student.pk])).json()
    (told,) = found["predictions"]
    assert (found["format"], found["student"]["name"]) == (1, "Amara Osei")
    assert told["value"] == prediction.value
    assert told["ranges"]["80"] == {"low": prediction.low80, "high": prediction.high80}
    assert set(told["reasons"]["contributions"]) == set(prediction.submission.answers)
    assert found["submissions"][0]["answers"] == prediction.submission.answers
    assert {one["number"] for one in found["models"]} == {prediction.model_version.number}


def test_it_says_who_looked(owner, student):
    owner.get(reverse("student", args=[student.pk]))
    found = owner.get(reverse("student-file-json", args=[student.pk])).json()
    assert [(line["who"], line["act"]) for line in found["access_log"]] == [("owner", "saw")]


@pytest.mark.parametrize("name", ["student-file-pdf", "student-file-json"])
def test_saving_it_is_logged_as_exported(name, owner, student):
    owner.get(reverse(name, args=[student.pk]))
    line = AccessLine.objects.get()
    assert (line.act, line.students) == ("exported", [student.pk])


def test_a_colleagues_own_estimate_is_not_in_it(owner, predict, people, student):
    predict(made_by=people.colleague, own_estimate=71.5)
    found = owner.get(reverse("student-file-json", args=[student.pk])).json()
    assert "71.5" not in json.dumps(found)
    assert "OwnEstimate" in {one["what"] for one in found["left_out"]}


def test_what_a_reader_may_not_see_can_be_kept_out_in_one_place(monkeypatch, people, student, prediction):
    parts = ("predictor.student_file.parts.values_for", "predictor.student_file.told.values_for")
    for name in parts:
        monkeypatch.setattr(name, lambda reader, values: {slug: v for slug, v in values.items() if slug != "lunch"})
    assert "lunch" not in str(file_of(student, people.owner)["submissions"])
    assert "lunch" in values.values_for(people.owner, prediction.submission.answers)


def test_the_pdf_is_one(owner, student, prediction):
    found = owner.get(reverse("student-file-pdf", args=[student.pk]))
    assert found.content.startswith(b"%PDF")
    assert found["Content-Disposition"].startswith("attachment")


def test_its_tables_call_fields_as_people_do(people, student, prediction):
    from predictor.student_file.paper.tables import tables

    told = {table["heading"]: table["rows"] for table in tables(file_of(student, people.owner))}
    assert "Reading score: " in told["What was entered for predictions"][0][-1]
    assert "reading_score" not in str(told)


def test_it_costs_as_many_queries_for_many_predictions(people, student, predict, django_assert_max_num_queries):
    for _ in range(6):
        predict()
    file_of(student, people.owner)
    with django_assert_max_num_queries(45):
        file_of(student, people.owner)


def test_corrections_and_objections_are_in_it(owner, student, people):
    asked = corrections.Asked(field="reading_score", right=99.0, asked_by="family")
    corrections.ask(student, asked, people.owner)
    Objection.objects.create(student=student, objects_now=True, why="the family asked", made_by=people.owner)
    found = owner.get(reverse("student-file-json", args=[student.pk])).json()
    (correction,), (objection,) = found["corrections"], found["objections"]
    assert (correction["field"], correction["right"], correction["state"]) == ("reading_score", 99.0, "open")
    assert (objection["objects_now"], objection["why"]) == (True, "the family asked")


def test_it_asks_no_more_of_the_database_for_many_predictions_than_for_two(people, student, predict):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            file_of(Student.objects.select_related("classroom__schema_version").get(), people.owner)
        return len(queries)

    for _ in range(2):
        predict()
    asked()
    few = asked()
    for _ in range(5):
        predict()
    assert asked() <= few + 3  # what the new ones are explained by is kept


def test_reasons_are_computed_for_a_while_the_newest_first(people, student, predict, monkeypatch):
    older, newer = predict(), predict()
    moments = iter([0.0, 1.0, 5.0])
    monkeypatch.setattr("predictor.student_file.explaining.monotonic", lambda: next(moments))
    told = {one["id"]: one["reasons"] for one in file_of(student, people.owner)["predictions"]}
    assert (told[older.pk] is None, told[newer.pk] is None) == (True, False)
    assert list(Explanation.objects.values_list("prediction", flat=True)) == [newer.pk]
