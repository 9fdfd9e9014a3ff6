"""The pages of a class's predictions: plan, run, table."""

import pytest
from django.urls import reverse
from page_words import words

from predictor.classes.work import save_student
from predictor.models import FieldRules, Job, Prediction, Student

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(classroom):
    return reverse("classroom-predict", args=[classroom.pk])


@pytest.fixture
def table(classroom):
    return reverse("class-predictions", args=[classroom.pk, "math"])


@pytest.fixture
def number(answers):
    return next(slug for slug, value in answers.items() if isinstance(value, float))


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("colleague", 200), ("stranger", 404), ("admin", 200)])
def test_pages_open_for_teachers_of_the_class_and_the_admin(who, status, as_user, people, plan, table):
    client = as_user(getattr(people, who))
    assert {client.get(plan).status_code, client.get(table).status_code} == {status}


def test_a_stranger_predicts_nobody(teacher, mixed, plan):
    assert teacher.post(plan, {"task": "math"}).status_code == 404
    assert not Prediction.objects.exists()


def test_the_plan_says_who_can_be_who_only_widely_and_who_not(owner, mixed, plan):
    said = words(owner.get(plan))
    assert "2 of 3 students can be predicted, 1 of them only widely." in said
    assert "Only widely, without" in said
    assert "Not yet. Nothing that the model asks is known. Enter something first. Cem" in said


def test_the_button_predicts_them_and_leads_to_the_table(owner, mixed, plan, table):
    answer = owner.post(plan, {"task": "math"}, follow=True)
    assert answer.redirect_chain[0][0] == table
    assert "2 predictions were stored; 1 could not be made." in words(answer)
    assert Prediction.objects.count() == 2


def test_all_questions_are_predicted_at_once(owner, mixed, plan):
    assert "All questions" in words(owner.get(plan, {"task": "all"}))
    owner.post(plan, {"task": "all"})
    assert Prediction.objects.count() == 2


def test_nobody_has_to_be_predicted_twice(owner, known, plan, predict_class):
    predict_class()
    said = words(owner.get(plan))
    assert "up to date: nothing has changed since" in said
    assert "Predict 1 student" not in said


def test_a_large_class_waits_on_the_page_of_its_job(owner, classroom, plan):
    Student.objects.bulk_create([Student(classroom=classroom, name=str(place)) for place in range(201)])
    answer = owner.post(plan, {"task": "math"})
    assert answer["Location"] == reverse("job", args=[Job.objects.get().pk])


def test_a_question_of_another_schema_is_not_found(owner, plan, hsb_task, classroom):
    assert owner.get(plan, {"task": hsb_task.slug}).status_code == 404
    assert owner.get(reverse("class-predictions", args=[classroom.pk, hsb_task.slug])).status_code == 404


def test_what_changed_since_the_last_time_stands_beside(owner, known, table, predict_class, number):
    predict_class()
    save_student(known, known={number: 90.0})
    predict_class()
    (group,) = owner.get(table).context["table"].groups
    (shown,) = group.rows
    assert shown.change.startswith("+")
    assert shown.parts == "other inputs"


def test_predictions_older_than_their_data_are_marked_and_predicted_again(
    owner, known, table, plan, predict_class, number
):
    predict_class()
    save_student(known, known={number: 90.0})
    page = reverse("classroom", args=[known.classroom_id])
    some = "Some predictions of this class are older than their data."
    told = {table: "1 prediction is older than its data", page: some}
    for address, sentence in told.items():
        said = words(owner.get(address))
        assert "Older than its data (entered since:" in said
        assert sentence in said
    owner.post(plan, {"task": "all", "which": "outdated"})
    assert Prediction.objects.count() == 2
    assert "Older than its data" not in words(owner.get(table))


def test_by_score_those_too_close_stand_in_one_box(owner, classroom, answers, number, table, predict_class):
    for name, value in (("Low", 5.0), ("High", 95.0), ("Higher", 96.0)):
        Student.objects.create(classroom=classroom, name=name, known=answers | {number: value})
    predict_class()
    groups = owner.get(table, {"order": "score"}).context["table"].groups
    assert [[shown.row.student.name for shown in group.rows] for group in groups] == [["High", "Higher"], ["Low"]]


def test_whoever_is_predicted_only_widely_has_no_place_in_the_order(owner, mixed, known, in_part, table, predict_class):
    predict_class()
    groups = owner.get(table, {"order": "score"}).context["table"].groups
    assert [(group.is_told, [shown.row.student for shown in group.rows]) for group in groups] == [
        (True, [known]),
        (False, [in_part]),
    ]


def test_what_nobody_there_may_enter_takes_no_place_away(
    owner, classroom, answers, number, table, predict_class, people
):
    for name, value in (("Low", 5.0), ("High", 95.0)):
        known = answers | {number: value, "lunch": None, "race_ethnicity": None}
        Student.objects.create(classroom=classroom, name=name, known=known)
    predict_class()
    (group,) = owner.get(table, {"order": "score"}).context["table"].groups
    assert not group.is_told
    closed = dict.fromkeys(("lunch", "race_ethnicity"), {"teacher": []})
    FieldRules.objects.create(schema_name="exams", version=1, rules=closed, reason="Ours.", made_by=people.admin)
    groups = owner.get(table, {"order": "score"}).context["table"].groups
    assert [[shown.row.student.name for shown in group.rows] for group in groups] == [["High"], ["Low"]]


def test_by_name_is_the_order_unless_asked_otherwise(owner, mixed, table, predict_class):
    predict_class()
    (group,) = owner.get(table).context["table"].groups
    assert [shown.row.student.name for shown in group.rows] == ["Ada", "Ben", "Cem"]


def test_the_table_takes_no_more_queries_for_many(
    owner, classroom, answers, table, predict_class, django_assert_max_num_queries
):
    Student.objects.bulk_create([Student(classroom=classroom, name=f"S {n}", known=answers) for n in range(60)])
    predict_class()
    with django_assert_max_num_queries(16):
        owner.get(table)


def test_the_table_is_saved_with_the_parts_of_each_change(owner, mixed, predict_class, classroom):
    predict_class()
    answer = owner.get(reverse("class-predictions-csv", args=[classroom.pk, "math"]))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("student,reference,value,low_80,high_80")
    assert [line.split(",")[0] for line in lines[1:]] == ["Ada", "Ben", "Cem"]
