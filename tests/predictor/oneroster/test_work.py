"""What is stored of a zip, and what a second one changes."""

import pytest
from rosters import roster_zip, tables

from predictor import problems
from predictor.models import Classroom, Import, Roster, Student
from predictor.oneroster.work import confirm

pytestmark = pytest.mark.django_db


def rows(name):
    students = Student.objects.filter(classroom__name=name).order_by("reference")
    return [(one.name, one.reference) for one in students]


def test_a_student_of_two_classes_is_a_student_of_each_with_one_number(stored, school):
    stored(school())
    assert rows("Maths 7A") == [("Ann Abel", "0071"), ("Ben Bora", "0072")]
    assert rows("Maths 7B") == [("Ben Bora", "0072"), ("Cy Cole", "s3")]


def test_results_are_scaled_to_their_field_and_others_counted(stored, draft, school):
    plan = draft(school()).plan()
    assert plan.left_out == {"not graded": 1}
    stored(school())
    assert Student.objects.get(reference="0071").known == {"reading_score": 75.0}


def test_the_same_zip_again_says_nothing_new(stored, draft, school, people):
    stored(school())
    again = draft(school())
    assert again.plan().counts["unchanged"] == 4
    with pytest.raises(problems.ImportRefused, match="Nothing would be stored"):
        confirm(again, people.admin, again.plan().hash)


def test_a_teacher_is_one_who_was_chosen_and_no_account_is_made(stored, school, people, django_user_model):
    before = django_user_model.objects.count()
    stored(school(), teachers={"t1": people.owner.pk})
    assert list(Classroom.objects.get(name="Maths 7A").teachers.all()) == [people.owner]
    assert not Classroom.objects.get(name="Maths 7B").teachers.exists()
    assert django_user_model.objects.count() == before


def test_each_class_has_a_record_that_its_teachers_can_read(stored, school):
    row = stored(school())
    parts = {part.classroom.name: part.counts["new"] for part in Import.objects.filter(part_of=row)}
    assert parts == {"Maths 7A": 2, "Maths 7B": 2}
    assert Roster.objects.get().state == "stored"


def test_a_changed_name_is_taken_over_by_number(stored, school):
    stored(school())
    students = {"x9": ("Ann", "Adler", "0071"), "s2": ("Ben", "Bora", "0072"), "s3": ("Cy", "Cole", "")}
    stored(school(students={**students, "s1": ("Ann", "Adler", "0071")}))
    assert rows("Maths 7A") == [("Ann Adler", "0071"), ("Ben Bora", "0072")]


def test_who_is_absent_in_bulk_stays_unless_chosen(stored, draft, school):
    stored(school())
    smaller = school(places=[("c1", "s1"), ("c2", "s2"), ("c2", "s3")], results=[])
    plan = draft(smaller).plan()
    assert [(one.here.name, [person.name for person in one.plan.absent]) for one in plan.classes][0] == (
        "Maths 7A",
        ["Ben Bora"],
    )
    assert not plan.stores_anything


def test_who_was_chosen_to_go_goes_into_a_class_that_nobody_teaches(stored, school):
    stored(school())
    ben = Student.objects.get(classroom__name="Maths 7A", reference="0072")
    stored(school(places=[("c1", "s1"), ("c2", "s2"), ("c2", "s3")], results=[]), gone=(ben.pk,))
    ben.refresh_from_db()
    assert (ben.classroom.name, ben.classroom.teachers.count()) == ("Maths 7A, left", 0)


def test_who_comes_back_is_the_same_student_again(stored, school):
    test_who_was_chosen_to_go_goes_into_a_class_that_nobody_teaches(stored, school)
    ben = Student.objects.get(classroom__name="Maths 7A, left")
    stored(school(results=[]))
    ben.refresh_from_db()
    assert (ben.classroom.name, Student.objects.count()) == ("Maths 7A", 4)


def test_an_ended_enrolment_of_a_delta_moves_a_student_with_all_that_is_known(stored, school):
    stored(school())
    ann = Student.objects.get(reference="0071")
    delta = {"classes": {}, "teachers": {}, "tests": {}, "results": [], "demographics": [], "students": {}}
    stored(school(**delta, places=[("c1", "s1"), ("c2", "s1")], gone=["c1/s1"], mode="delta"))
    ann.refresh_from_db()
    assert (ann.classroom.name, ann.known) == ("Maths 7B", {"reading_score": 75.0})


def test_an_enrolment_whose_last_day_is_over_has_ended(draft, school):
    plan = draft(school(places=[("c1", "s1", "2020-01-01"), ("c1", "s2")], results=[])).plan()
    assert [one.name for one in plan.classes[0].plan.new] == ["Ben Bora"]


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_both_versions_mean_the_same(draft, tmp_path, version):
    content = roster_zip(tmp_path / "school.zip", tables(version), version).read_bytes()
    [one] = draft(content, tests={"Quiz 1": "reading_score"}).plan().classes
    assert [(new.name, new.reference, new.values) for new in one.plan.new] == [
        ("Ann Abel", "0071", {"reading_score": 77.5}),
        ("Ben Bora", "0072", {}),
    ]


def test_a_changed_name_of_a_delta_is_taken_over_without_an_enrolment(stored, school):
    stored(school())
    delta = {"classes": {}, "teachers": {}, "tests": {}, "results": [], "demographics": [], "places": []}
    stored(school(**delta, students={"s2": ("Ben", "Baker", "0072")}, mode="delta"))
    assert list(Student.objects.filter(reference="0072").values_list("name", flat=True)) == ["Ben Baker"] * 2


def test_a_changed_number_is_taken_over_by_the_id(stored, school):
    stored(school())
    students = {"s1": ("Ann", "Abel", "9071"), "s2": ("Ben", "Bora", "0072"), "s3": ("Cy", "Cole", "")}
    stored(school(students=students))
    assert rows("Maths 7A") == [("Ben Bora", "0072"), ("Ann Abel", "9071")]


def test_an_empty_delta_says_nothing_of_those_who_are_absent(stored, draft, school):
    stored(school())
    nothing = dict.fromkeys(("classes", "students", "teachers", "tests"), {})
    plan = draft(school(**nothing, places=[], results=[], demographics=[], mode="delta")).plan()
    assert (plan.stores_anything, plan.counts["absent"]) == (False, 0)


def test_nobody_is_known_by_a_name_alone(draft, school, people, exams_version):
    mine = Classroom.objects.create(name="Maths 7A", schema_version=exams_version)
    Student.objects.create(classroom=mine, name="Ann Abel")
    plan = draft(school(), classes={"c1": str(mine.pk)}).plan()
    assert [one.name for one in plan.classes[0].plan.new] == ["Ann Abel", "Ben Bora"]


def test_a_plan_that_was_not_seen_is_not_stored(stored, draft, school, people):
    made = draft(school())
    with pytest.raises(problems.PlanChanged):
        confirm(made, people.admin, "another")
    assert not Student.objects.exists()
