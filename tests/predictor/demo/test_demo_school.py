"""The made-up school: what is in it, that it is made once, and that it goes again without anything of others."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from mlcore.models import ModelVersion
from predictor.demo.people import PLANS
from predictor.models import Classroom, DoneOnce, GroupDraw, Outcome, OwnEstimate, Prediction, Student, Support, Target
from predictor.outcomes.records import counted, kept

pytestmark = pytest.mark.usefixtures("math")


def run(*arguments):
    said = io.StringIO()
    call_command("demo_school", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def teachers(math):
    return [User.objects.create_user(name) for name in ("teacher-one", "teacher-two")]


@pytest.fixture
def school(teachers):
    return run()


def test_one_line_says_what_was_made(school):
    assert school.count("\n") == 1
    assert f"{Classroom.objects.count()} classes, {Student.objects.count()} students" in school
    assert "demo_school --remove" in school


def test_each_class_has_25_to_30_students_and_says_that_it_is_made_up(school):
    sizes = [room.own_students.count() for room in Classroom.objects.current()]
    assert len(sizes) == 3
    assert all(25 <= size <= 31 for size in sizes)
    assert all("(made up)" in room.name for room in Classroom.objects.all())


def test_both_teachers_have_a_class_of_their_own_and_share_one(school, teachers):
    taught = [set(Classroom.objects.current().filter(teachers=one).values_list("name", flat=True)) for one in teachers]
    assert all(len(names) == 2 for names in taught)
    assert len(taught[0] & taught[1]) == 1


def test_the_track_record_has_figures_of_all_and_of_students_with_support_and_without(school, teachers, math):
    found = kept(math, teachers[0], counted(math, teachers[0]))
    assert [one.supported for one in found[:3]] == [None, True, False]
    assert all(one.record for one in found[:3])


def test_nothing_lies_in_the_future_and_what_was_predicted_was_so_before_its_result(school, math):
    from predictor.outcomes.matched import matched

    assert all(one.prediction.made_at.date() < Outcome.objects.get(pk=one.outcome).day for one in matched(math))
    assert Prediction.objects.latest("made_at").made_at < DoneOnce.objects.latest("done_at").done_at


def test_there_are_targets_support_estimates_and_a_draw(school):
    assert all(rows.objects.count() >= 3 for rows in (Target, Support))
    assert OwnEstimate.objects.filter(made_by__username="teacher-one").count() >= 20
    assert GroupDraw.objects.count() == 1


def test_some_predictions_are_older_than_what_is_known(school, math):
    from predictor.whole_class.table import rows_of

    rows = rows_of(Classroom.objects.get(name__startswith="Class 8a"), math)
    assert 0 < sum(bool(row.outdated) for row in rows) < len(rows) / 2
    assert any(row.reading is None for row in rows)


def test_the_second_time_nothing_is_added(school):
    before = Prediction.objects.count(), Student.objects.count()
    assert run() == "No school was made up: it was made before.\n"
    assert (Prediction.objects.count(), Student.objects.count()) == before


def test_a_class_that_somebody_deleted_does_not_come_back(school):
    Classroom.objects.all().delete()
    assert "it was made before" in run()
    assert not Classroom.objects.exists()


def test_nothing_is_made_beside_a_class_that_is_there(teachers, classroom):
    assert "there are classes already" in run()
    assert list(Classroom.objects.all()) == [classroom]


def test_what_was_refused_beside_a_class_is_made_once_there_is_none(teachers, classroom):
    run()
    classroom.delete()
    assert "Made up a school" in run()


def test_without_a_model_nothing_is_made_until_there_is_one(teachers):
    live = ModelVersion.objects.filter(is_live=True)
    keys = list(live.values_list("pk", flat=True))
    live.update(is_live=False)
    assert "no model is live" in run()
    ModelVersion.objects.filter(pk__in=keys).update(is_live=True)
    assert "Made up a school" in run()


def test_without_the_demo_teachers_nothing_is_made():
    assert "the demo teachers are not there" in run()
    assert not Classroom.objects.exists()


def test_what_breaks_on_the_way_leaves_nothing(teachers, monkeypatch):
    def broken(*args):
        raise RuntimeError("killed")

    monkeypatch.setattr("predictor.demo.second_term.draw_places", broken)
    with pytest.raises(RuntimeError):
        run()
    assert not Classroom.objects.exists()
    assert not DoneOnce.objects.filter(what="demo school").exists()


def test_one_command_takes_it_away(school):
    assert run("--remove").count("Deleted Class") == len(PLANS)
    assert not Student.objects.exists()
    assert not Prediction.objects.exists()
    assert "it was made before" in run()


def test_a_class_with_a_student_of_somebody_else_stays(school):
    room = Classroom.objects.get(name__startswith="Class 8a")
    Student.objects.create(classroom=room, name="Somebody Real")
    assert f"{room.name} stays" in run("--remove")
    assert list(Classroom.objects.all()) == [room]


def test_no_class_of_others_is_touched(school, people):
    room = Classroom.objects.create(name="Ours", schema_version=Classroom.objects.first().schema_version)
    Student.objects.create(classroom=room, name="Somebody Real", reference="1")
    run("--remove")
    assert list(Classroom.objects.all()) == [room]
    assert "no class of the made-up school" in run("--remove")
