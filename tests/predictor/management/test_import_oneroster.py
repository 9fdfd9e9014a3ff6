"""The command for schedulers: it says what would be stored, and stores it only where that is asked for."""

import zipfile

import pytest
from django.core.management import CommandError, call_command
from school_zips import school_zip

from mlcore.pipeline.files.oneroster import archive
from predictor.models import Classroom, Roster, Student

pytestmark = pytest.mark.django_db
SCHOOL = {
    "classes": {"c1": "Maths 7A", "c2": "Maths 7B"},
    "students": {"s1": ("Ann", "Abel", "0071"), "s2": ("Ben", "Bora", "0071")},
    "teachers": {"t1": ("owner", "")},
    "places": [("c1", "s1"), ("c2", "s1"), ("c2", "s2"), ("c1", "t1")],
    "tests": {"i1": ("Reading score", "c1", 20)},
    "results": [("i1", "s1", 15)],
}


@pytest.fixture
def school(tmp_path):
    def write(**changes):
        path = tmp_path / "school.zip"
        path.write_bytes(school_zip(**SCHOOL | changes))
        return path

    return write


def run(path, capsys, *options):
    call_command("import_oneroster", str(path), "--schema", "exams", *options)
    return capsys.readouterr().out


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_without_confirm_it_only_says_what_would_be_stored(options, school, capsys, people, math):
    said = run(school(), capsys, *options)
    assert "2 classes are new and 1 place in a class is new." in said
    assert "Nothing was stored. Use --confirm to store it." in said
    assert not any(table.objects.exists() for table in (Roster, Classroom))


def test_who_is_refused_is_said_with_file_and_line(school, capsys, people, math):
    said = run(school(), capsys)
    assert "enrollments.csv, line 4 (Ben Bora): “0071”: several students of the class have it as their number." in said


def test_with_confirm_it_stores_in_the_name_of_an_admin(school, capsys, people, math):
    said = run(school(), capsys, "--confirm")
    assert f"Stored as file {Roster.objects.get().pk}" in said
    assert (Student.objects.get().known, Roster.objects.get().made_by) == ({"reading_score": 75.0}, people.admin)


def test_the_same_file_again_stores_nothing(school, capsys, people, math):
    run(school(), capsys, "--confirm")
    assert "Nothing was stored." in run(school(), capsys, "--confirm")
    assert Roster.objects.count() == 1


def test_teachers_get_classes_only_where_that_is_asked_for(school, capsys, people, math):
    run(school(), capsys, "--confirm")
    assert not Classroom.objects.filter(teachers__isnull=False).exists()
    run(school(), capsys, "--confirm", "--accept-teachers")
    assert Classroom.objects.get(teachers=people.owner).name == "Maths 7A"


def test_one_class_can_be_taken_alone(school, capsys, people, math):
    run(school(), capsys, "--confirm", "--class", "c2")
    assert Classroom.objects.get().name == "Maths 7B"


def refusal(path, *options):
    with pytest.raises(CommandError) as refused:
        call_command("import_oneroster", str(path), "--schema", "exams", *options)
    assert not Roster.objects.exists()
    return str(refused.value)


def test_a_wrong_reference_is_named_with_file_and_line(school, people, math):
    said = refusal(school(places=[("c1", "s1"), ("c9", "s1")]), "--confirm")
    assert said.startswith("nothing was stored. enrollments.csv, line 3, column classSourcedId")


def test_a_path_in_the_zip_that_leads_elsewhere_is_refused(school, people, math):
    path = school()
    with zipfile.ZipFile(path, "a") as zipped:
        zipped.writestr("../users.csv", "x")
    assert "no plain file at its top" in refusal(path, "--confirm")


def test_a_zip_that_unpacks_to_too_much_is_refused(school, people, math, monkeypatch):
    monkeypatch.setattr(archive, "MOST_UNPACKED_BYTES", 1_000)
    assert "unpacks to far too much data" in refusal(school(), "--confirm")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--confirm", "--dry-run"], "contradict"),
        (["--by", "owner"], "'owner' is no admin"),
        (["--class", "c9"], "no class with the id c9"),
    ],
)
def test_options_that_cannot_be_meant_are_refused(options, said, school, people, math):
    assert said in refusal(school(), *options)


def test_a_file_that_is_not_there_is_named(people, math):
    assert "cannot be read: No such file" in refusal("/nowhere.zip")


def test_a_class_that_looks_odd_is_named_and_stored_only_despite_that(school, capsys, people, math):
    students = {f"s{place}": ("S", f"N {place}", f"n{place}") for place in range(12)}
    whole = {"students": students, "tests": {}, "results": []}
    run(school(**whole, places=[("c1", key) for key in students]), capsys, "--confirm")
    few = school(**whole, places=[("c1", "s0"), ("c2", "s1")])
    with pytest.raises(CommandError, match=r"nothing was stored. Maths 7A: 11 of 12 students .* \(--despite-odd\)"):
        run(few, capsys, "--confirm")
    assert "Look twice at Maths 7A: 11 of 12 students" in run(few, capsys, "--confirm", "--despite-odd")
    assert Student.objects.filter(classroom__name="Maths 7B").exists()


def test_who_no_longer_teaches_a_class_leaves_it_only_where_that_is_said(school, capsys, people, math):
    both = {"teachers": {"t1": ("owner", ""), "t2": ("colleague", "")}}
    run(school(**both, places=[("c1", "s1"), ("c1", "t1"), ("c1", "t2")]), capsys, "--confirm", "--accept-teachers")
    without = school(**both, places=[("c1", "s1"), ("c1", "t1"), ("c2", "t2")])
    assert "1 teacher no longer teaches a class in the file; here they stay." in run(without, capsys)
    run(without, capsys, "--confirm", "--stop-teachers")
    assert list(Classroom.objects.get(name="Maths 7A").teachers.all()) == [people.owner]
