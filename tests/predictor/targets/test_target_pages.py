"""A teacher sets a target, sees who reaches it, and reads what was done to it."""

import pytest
from django.urls import reverse
from django.utils import timezone
from page_words import words
from told_ranges import tells_widths_only

from mlcore.models import ModelVersion
from predictor.models import GradeBoundaries, Student, Target


@pytest.fixture
def address(student, math):
    return reverse("target", args=[student.pk, math.slug])


def send(client, address, **form):
    seen = Target.objects.first()
    return client.post(address, {"why": "she asked", "act": "set", "seen": seen.pk if seen else 0} | form)


def test_without_anything_the_page_says_so_and_how_to_predict(owner, address):
    page = owner.get(address)
    assert "No target is set." in words(page)
    assert "has not been predicted for Amara Osei yet" in words(page)
    assert "A target is not a prediction." in words(page)
    assert "Ask for a prediction" in words(page)


def test_a_target_is_set_with_who_why_and_a_lock(owner, people, address):
    answer = send(owner, address, score="75", locked="on")
    stored = Target.objects.get()
    assert answer["Location"] == address
    assert (stored.score, stored.grade, stored.locked, stored.why) == (75.0, "", True, "she asked")
    assert stored.made_by == people.owner
    assert "The target is 75 (B) . Locked by owner on" in words(owner.get(address))


def test_a_grade_is_set_by_its_label(owner, address):
    send(owner, address, grade="B")
    assert (Target.objects.get().score, Target.objects.get().grade) == (None, "B")
    assert "The target is B (70 or more)" in words(owner.get(address))


def test_a_target_is_taken_back_and_stays_in_the_history(owner, address, aim):
    aim(75.0)
    send(owner, address, act="take-back", score="75", why="she left")
    assert not Target.objects.first().is_set
    said = words(owner.get(address))
    assert "No target is set." in said
    assert said.index("Taken back") < said.index("Set to 75 (B)")


def test_what_stands_in_the_form_does_not_keep_a_target_from_being_taken_back(owner, address, aim):
    aim(75.0)
    send(owner, address, act="take-back", score="170", grade="B")
    assert not Target.objects.first().is_set


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Give a score or a grade, not both"),
        ({"score": "70", "grade": "B"}, "Give a score or a grade, not both"),
        ({"score": "101"}, "expected a number from 0 to 100"),
        ({"score": "many"}, "expected a number from 0 to 100"),
        ({"grade": "Z"}, "Select a valid choice"),
        ({"score": "70", "why": " "}, "This field is required"),
        ({"score": "70", "why": "x" * 501}, "at most 500 characters"),
        ({"score": "70", "seen": "x"}, "Please look at this page again"),
    ],
)
def test_what_is_no_target_is_refused_and_nothing_stored(owner, address, form, said):
    assert said in words(send(owner, address, **form))
    assert not Target.objects.exists()


def test_a_colleague_is_told_who_locked_it_and_gets_no_form(as_user, people, address, aim):
    aim(75.0, locked=True)
    colleague = as_user(people.colleague)
    assert "Only owner or an admin can change this target or unlock it." in words(colleague.get(address))
    refused = send(colleague, address, score="80")
    assert "Nothing was changed: The target was locked by owner on" in words(refused)
    assert "<textarea" not in refused.text
    assert Target.objects.get().score == 75.0


def test_an_admin_gets_the_form_of_a_locked_target(admin, people, address, aim):
    aim(75.0, locked=True)
    send(admin, address, score="75")
    newest = Target.objects.first()
    assert (newest.locked, newest.made_by) == (False, people.admin)


def test_after_a_change_meanwhile_the_page_shows_it_and_keeps_what_was_typed(owner, address, aim, people):
    first = aim(70.0)
    second = aim(72.0, by=people.colleague)
    page = send(owner, address, seen=first.pk, score="80")
    assert "The target was changed by colleague on" in words(page)
    assert "The target is 72" in words(page)
    assert f'name="seen" value="{second.pk}"' in page.text
    assert 'value="80"' in page.text


@pytest.mark.parametrize(("who", "status"), [("owner", 302), ("colleague", 302), ("stranger", 404), ("admin", 302)])
def test_teachers_of_the_class_and_the_admin_set_a_target_and_a_stranger_finds_nothing(
    who, status, as_user, people, address
):
    assert send(as_user(getattr(people, who)), address, score="75").status_code == status
    assert Target.objects.count() == (status == 302)


def test_a_task_that_the_class_is_not_asked_is_not_found(owner, student, hsb_task):
    assert owner.get(reverse("target", args=[student.pk, hsb_task.slug])).status_code == 404


def test_how_many_reach_it_is_said_with_the_day_of_the_prediction(owner, address, aim, predict):
    prediction = predict()
    aim(round(prediction.value) + 2.0)
    said = words(owner.get(address))
    assert "About 8 in 20 similar students reach it." in said
    assert "A quarter of students like this one reach" in said
    assert f"From the prediction of {prediction.made_at:%-d %b %Y}" in said


def test_a_version_that_tells_no_chances_says_so_and_none(owner, math, address, aim, predict):
    tells_widths_only(math.versions.get())
    predict()
    aim(70.0)
    said = words(owner.get(address))
    assert "does not tell how many reach a score" in said
    assert "similar students reach it" not in said


def test_where_the_file_of_the_version_is_gone_no_chances_are_told(owner, address, aim, predict, forget_bundles):
    predict()
    aim(70.0)
    ModelVersion.objects.update(file="gone.joblib")
    forget_bundles()
    assert "does not tell how many reach a score" in words(owner.get(address))


def test_the_page_of_a_student_shows_a_target_per_task_and_the_way_to_set_one(owner, student, aim, predict):
    predict()
    aim(70.0, why="after the mock exam")
    said = words(owner.get(reverse("student", args=[student.pk])))
    assert "Target: 70 (B) ." in said
    assert "By owner on" in said
    assert "after the mock exam" in said
    assert "similar students reach it" in said
    assert "Set a target : Reading score" in said


def test_the_page_of_a_student_asks_as_many_queries_for_one_target_as_for_all(
    owner, student, math, aim, django_assert_max_num_queries
):
    for task in math.schema_version.tasks.all():
        for score in (60.0, 70.0, 80.0):
            aim(score, task=task)
    with django_assert_max_num_queries(22):
        assert len(owner.get(reverse("student", args=[student.pk])).context["subjects"]) == 3


def test_the_page_of_a_prediction_shows_the_target_beside_it(owner, aim, predict):
    prediction = predict()
    aim(round(prediction.value) + 2.0)
    said = words(owner.get(reverse("prediction", args=[prediction.pk])))
    assert "About 8 in 20 similar students reach it." in said
    assert "A target is set by a teacher and is not a prediction." in said


def test_a_prediction_without_a_student_has_no_target_to_set(owner, predict):
    page = owner.get(reverse("prediction", args=[predict(student=None).pk]))
    assert "A quarter of students like this one reach" in words(page)
    assert "Set a target" not in words(page)


def test_a_long_history_is_cut_and_says_so(owner, address, aim):
    for score in range(55):
        aim(float(score))
    page = owner.get(address)
    assert "the newest 50 are shown" in words(page)
    assert "Changed to 5 (E)" in words(page)
    assert "Changed to 4 (E)" not in words(page)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_asks_the_same_number_of_queries_however_long_the_history(
    rows, owner, address, aim, predict, django_assert_num_queries
):
    predict()
    for score in range(rows):
        aim(float(score))
    with django_assert_num_queries(13):
        assert len(owner.get(address).context["history"].done) == rows


@pytest.mark.parametrize("what", ["student", "classroom"])
def test_deleting_a_student_or_a_class_says_that_targets_go_too(what, owner, student, aim):
    aim(70.0)
    aim(75.0)
    where = reverse(f"{what}-delete", args=[student.pk if what == "student" else student.classroom_id])
    assert "2 entries about targets" in words(owner.get(where))
    owner.post(where)
    assert (Student.objects.count(), Target.objects.count()) == (0, 0)


@pytest.fixture
def boundaries(student, people):
    """The class gets other boundaries from today on."""
    grades = [{"label": "High", "from": 65}, {"label": "Low", "from": 0}]
    return GradeBoundaries.objects.create(
        schema_name="exams",
        field="math_score",
        classroom=student.classroom,
        valid_from=timezone.localdate(),
        content={"grade": grades},
        reason="a new scale",
        made_by=people.admin,
    )


def test_a_grade_begins_where_the_boundaries_of_today_say(owner, address, aim, boundaries):
    aim(None, grade="High")
    page = owner.get(address)
    assert "The target is High (65 or more)" in words(page)
    assert '<option value="Low">' in page.text


def test_a_grade_that_is_none_any_more_keeps_its_label_and_tells_no_chance(owner, address, aim, boundaries, predict):
    predict()
    aim(None, grade="B")
    said = words(owner.get(address))
    assert "The target is B ." in said
    assert "B is none of the grades of today, so it cannot be said how many similar students reach it." in said


def test_of_such_a_grade_the_pages_of_the_student_and_the_prediction_say_so_too(owner, aim, boundaries, predict):
    prediction = predict()
    aim(None, grade="B")
    for where in (reverse("student", args=[prediction.student_id]), reverse("prediction", args=[prediction.pk])):
        assert "B is none of the grades of today" in words(owner.get(where))
