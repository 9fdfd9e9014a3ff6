"""From a zip to what was stored, as the admin clicks through it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from page_words import words

from predictor.models import Classroom, Import, Roster, Student

pytestmark = pytest.mark.django_db


def upload(admin, content):
    return admin.post(reverse("rosters"), {"file": SimpleUploadedFile("school.zip", content)}, follow=True)


def step(admin, name, **sent):
    return admin.post(reverse(f"roster-{name}", args=[Roster.objects.latest_first()[0].pk]), sent, follow=True)


def confirm(admin):
    page = admin.get(reverse("roster-look", args=[Roster.objects.latest_first()[0].pk]))
    return step(admin, "look", plan=page.context["plan"].hash)


@pytest.fixture
def looked(admin, school, exams_version, people):
    """Every class as a new one, the teacher an account, the test a field."""
    people.owner.email = "Pell@School.example"
    people.owner.save()
    upload(admin, school())
    step(admin, "classes", rest=f"new:{exams_version.pk}")
    return step(admin, "who", **{"teacher-0": people.owner.pk, "test-0": "reading_score"})


def test_a_zip_is_taken_in_step_by_step(admin, looked):
    assert "2 classes are new, 4 places in classes are new and 1 teacher gets a class." in words(looked)
    page = confirm(admin)
    assert "2 new classes, 4 new places in classes, 1 teacher given a class." in words(page)
    assert (Classroom.objects.count(), Student.objects.count()) == (2, 4)


def test_what_is_left_out_is_said(looked):
    said = words(looked)
    assert "Results left out: 1 not fully graded." in said
    assert "Birth, sex and origin of 2 people were not read." in said


def test_a_teacher_is_proposed_by_e_mail_and_nobody_is_chosen(admin, school, exams_version, people):
    people.owner.email = "pell@school.example"
    people.owner.save()
    upload(admin, school())
    page = step(admin, "classes", rest=f"new:{exams_version.pk}")
    assert "owner (the same e-mail)" in words(page)
    assert page.context["form"]["teacher-0"].initial == ""


def test_a_user_name_is_asked_where_no_e_mail_fits(admin, school, exams_version, django_user_model):
    django_user_model.objects.create_user("Pell")
    upload(admin, school())
    assert "Pell (the same user name)" in words(step(admin, "classes", rest=f"new:{exams_version.pk}"))


def test_an_account_that_was_shut_is_not_proposed(admin, school, exams_version, django_user_model):
    django_user_model.objects.create_user("pell", is_active=False)
    upload(admin, school())
    assert "1 teacher without an account that fits" in words(step(admin, "classes", rest=f"new:{exams_version.pk}"))


def test_a_class_can_be_left_out(admin, school, exams_version):
    upload(admin, school())
    step(admin, "classes", **{"rest": f"new:{exams_version.pk}", "class-1": "out"})
    step(admin, "who")
    confirm(admin)
    assert list(Classroom.objects.values_list("name", flat=True)) == ["Maths 7A"]


def test_a_class_goes_into_one_of_its_name_that_is_here(admin, school, people, exams_version):
    mine = Classroom.objects.create(name="Maths 7A", schema_version=exams_version)
    Student.objects.create(classroom=mine, name="Ann Abel", reference="71")
    upload(admin, school())
    step(admin, "classes", **{"rest": "out", "class-0": mine.pk})
    step(admin, "who")
    confirm(admin)
    assert sorted(mine.students.values_list("name", "reference")) == [("Ann Abel", "71"), ("Ben Bora", "0072")]


def test_no_class_at_all_is_refused(admin, school, exams_version):
    upload(admin, school())
    assert "No class is taken." in words(step(admin, "classes", rest="out"))


def test_two_classes_do_not_go_into_one(admin, school, people, exams_version):
    mine = Classroom.objects.create(name="Same", schema_version=exams_version)
    upload(admin, school(classes={"c1": "Same", "c2": "Same"}))
    page = step(admin, "classes", **{"rest": "out", "class-0": mine.pk, "class-1": mine.pk})
    assert "cannot go into one class here" in words(page)


def test_who_is_ticked_leaves_and_it_is_undone_again(admin, looked, school):
    confirm(admin)
    ben = Student.objects.get(classroom__name="Maths 7A", reference="0072")
    upload(admin, school(places=[("c1", "s1"), ("c2", "s2"), ("c2", "s3")], results=[]))
    here = {one.name: one.pk for one in Classroom.objects.all()}
    step(admin, "classes", **{"rest": "out", "class-0": here["Maths 7A"], "class-1": here["Maths 7B"]})
    page = step(admin, "who")
    assert "1 student is in a class here and not in the file; they stay." in words(page)
    assert "1 leaving" in words(step(admin, "look", going="1", gone=[ben.pk]))
    assert "Maths 7A Stored 1 left the class, 1 unchanged" in words(confirm(admin))
    assert Student.objects.get(pk=ben.pk).classroom.name == "Maths 7A, left"
    part = Import.objects.filter(classroom__name="Maths 7A").latest("pk")
    assert "1 left the class, 1 unchanged." in words(admin.get(reverse("import", args=[part.pk])))
    step(admin, "undo")
    assert Student.objects.get(pk=ben.pk).classroom.name == "Maths 7A"


def test_who_was_ticked_and_moves_can_be_unticked_again(admin, stored, draft, school):
    stored(school())
    ann = Student.objects.get(reference="0071")
    made = draft(school(places=[("c1", "s2"), ("c2", "s1"), ("c2", "s2"), ("c2", "s3")], results=[]), gone=(ann.pk,))
    page = admin.get(reverse("roster-look", args=[made.row.pk]))
    assert "Ann Abel 0071, until now in Maths 7A" in words(page)
    assert "1 student moves to another class" not in words(step(admin, "look", going="1"))


def test_what_a_file_refers_to_and_does_not_have_is_named_with_its_line(admin, school):
    page = upload(admin, school(places=[("c1", "s1"), ("c1", "s9")]))
    assert "enrollments.csv, line 3, column userSourcedId: “s9”" in words(page).replace('"s9"', "“s9”")
    assert not Roster.objects.exists()


def test_what_is_no_zip_is_refused(admin, math):
    assert "no zip that can be read" in words(upload(admin, b"Name,Reading\n"))


def test_a_draft_is_thrown_away(admin, school, math):
    upload(admin, school())
    assert "Nothing was stored" in words(step(admin, "discard"))
    assert not Roster.objects.exists()


def test_a_preview_takes_the_same_queries_however_large_the_school(admin, draft, school, django_assert_max_num_queries):
    students = {f"s{one}": ("Ann", f"Abel {one}", str(one)) for one in range(30)}
    places = [(f"c{one % 6}", f"s{one}") for one in range(30)]
    classes = {f"c{one}": f"Class {one}" for one in range(6)}
    row = draft(school(classes=classes, students=students, places=places, tests={}, results=[])).row
    with django_assert_max_num_queries(18):
        admin.get(reverse("roster-look", args=[row.pk]))


def test_a_list_of_files_takes_the_same_queries_however_long(admin, draft, school, django_assert_max_num_queries):
    for _ in range(4):
        draft(school())
    with django_assert_max_num_queries(8):
        admin.get(reverse("rosters"))
