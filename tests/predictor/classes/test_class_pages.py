"""Teachers keep their classes and students."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from page_words import words

from predictor.models import Classroom, Outcome, Prediction, Student, Submission


def test_a_first_visit_explains_how_to_begin(as_user, people):
    page = as_user(people.stranger).get(reverse("home"))
    assert "You have no class yet" in page.text


def test_home_shows_each_student_with_the_newest_prediction(owner, student, predict, answers):
    first = predict()
    slug = next(slug for slug, value in answers.items() if isinstance(value, float))
    newest = predict(answers=answers | {slug: 90.0})
    (line,) = owner.get(reverse("home")).context["lines"]
    assert (line.student, line.reading.prediction) == (student, newest)
    assert newest.value != first.value


def test_a_row_tells_what_came_of_the_prediction(owner, people, student, prediction):
    day = timezone.localdate() + dt.timedelta(days=1)
    about = {"schema_name": "exams", "field": "math_score", "door": "page", "made_by": people.owner}
    Outcome.objects.create(student=student, value=61.0, day=day, **about)
    for address in (reverse("home"), reverse("classroom", args=[student.classroom_id])):
        assert "reached 61" in words(owner.get(address))


def test_home_asks_the_same_number_of_queries_for_many_students(owner, student, predict, django_assert_max_num_queries):
    for number in range(30):
        twin = Student.objects.create(classroom=student.classroom, name=f"Twin {number}")
        predict(student=twin)
    with django_assert_max_num_queries(19):
        assert len(owner.get(reverse("home")).context["lines"]) == 31


def test_a_class_counts_its_students_once_although_two_teachers_share_it(as_user, people, student):
    for user in (people.owner, people.admin):
        (line,) = as_user(user).get(reverse("home")).context["classes"]
        assert line.classroom.size == 1


def test_a_new_class_belongs_to_whoever_made_it(as_user, people, math):
    form = {"name": "Class 9c", "schema_version": math.schema_version_id}
    answer = as_user(people.stranger).post(reverse("classroom-new"), form)
    classroom = Classroom.objects.get(name="Class 9c")
    assert answer["Location"] == reverse("classroom", args=[classroom.pk])
    assert list(classroom.teachers.all()) == [people.stranger]


def test_a_class_without_a_name_is_refused_and_says_why(owner, math):
    page = owner.post(reverse("classroom-new"), {"name": "", "schema_version": math.schema_version_id})
    assert "Please correct this first" in page.text
    assert not Classroom.objects.filter(name="").exists()


def test_a_class_can_be_renamed_but_keeps_its_schema(owner, classroom, hsb_task):
    form = {"name": "Class 9a", "schema_version": hsb_task.schema_version_id}
    owner.post(reverse("classroom-edit", args=[classroom.pk]), form)
    renamed = Classroom.objects.get()
    assert (renamed.name, renamed.schema_version) == ("Class 9a", classroom.schema_version)


def test_a_student_is_added_with_what_is_known_in_the_words_of_the_schema(owner, classroom):
    schema = classroom.schema_version.schema
    field = next(field for field in schema.fields if field.choices)
    number = next(field for field in schema.fields if field.is_number)
    form = {"name": "Zoë", "reference": "17", f"answer-{field.slug}": field.choices[1], f"answer-{number.slug}": "40"}
    owner.post(reverse("student-new", args=[classroom.pk]), form)
    student = Student.objects.get(name="Zoë")
    assert student.known == {field.slug: field.choices[1], number.slug: 40.0}
    assert (student.classroom, student.reference) == (classroom, "17")


def test_what_is_known_can_be_taken_back(owner, student):
    owner.post(reverse("student-edit", args=[student.pk]), {"name": "Amara O.", "reference": ""})
    changed = Student.objects.get()
    assert (changed.name, changed.known) == ("Amara O.", {})


def test_two_students_of_a_class_cannot_have_one_number(owner, student):
    Student.objects.filter(pk=student.pk).update(reference="17")
    page = owner.post(reverse("student-new", args=[student.classroom_id]), {"name": "Ben", "reference": "17"})
    assert "Another student of this class has this number." in page.text
    assert Student.objects.count() == 1


def test_all_mistakes_of_a_form_are_shown_at_once(owner, classroom):
    number = next(field for field in classroom.schema_version.schema.fields if field.is_number)
    form = {"name": "", f"answer-{number.slug}": "1000"}
    page = owner.post(reverse("student-new", args=[classroom.pk]), form)
    assert page.text.count("field--wrong") == 2
    assert not Student.objects.exists()


def test_deleting_a_student_asks_first_and_says_what_goes_too(owner, student, prediction):
    where = reverse("student-delete", args=[student.pk])
    assert "1 prediction with everything that was entered for it" in words(owner.get(where))
    assert Student.objects.exists()
    owner.post(where)
    assert [table.objects.count() for table in (Student, Prediction, Submission)] == [0, 0, 0]


def test_deleting_a_class_says_how_many_students_and_predictions_go_too(owner, student, prediction):
    where = reverse("classroom-delete", args=[student.classroom_id])
    assert "Its 1 student and their 1 prediction go with it" in words(owner.get(where))
    owner.post(where)
    assert [table.objects.count() for table in (Classroom, Student, Prediction)] == [0, 0, 0]


def test_a_student_page_lists_every_prediction_newest_first(owner, student, predict):
    made = [predict(), predict(), predict()]
    events = [line.event for line in owner.get(reverse("student", args=[student.pk])).context["timeline"].lines]
    assert [event.row for event in events if event.kind == "prediction"] == made[::-1]


def test_a_name_cannot_smuggle_markup_into_a_page(owner, student, prediction):
    Student.objects.update(name="<b>Amara</b>")
    for name in ("home", "history"):
        text = owner.get(reverse(name)).text
        assert "<b>Amara" not in text
        assert "&lt;b&gt;Amara" in text


def test_a_student_who_is_changed_keeps_their_own_number_and_cannot_take_that_of_another(owner, student):
    Student.objects.create(classroom=student.classroom, name="Ben", reference="18")
    where = reverse("student-edit", args=[student.pk])
    for reference in ("17", "17", "18"):
        page = owner.post(where, {"name": "Amara", "reference": reference})
    assert "Another student of this class has this number." in page.text
    assert Student.objects.get(name="Amara").reference == "17"
