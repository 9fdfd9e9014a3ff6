"""An archived class is read only: every door says so, and nothing is stored."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from school_zips import school_zip
from uploads import as_csv

from predictor.classes.keeping.work import archive, into_next_year
from predictor.grid.work import store
from predictor.imports.drafts import Draft, begin
from predictor.imports.work import confirm
from predictor.models import Classroom, Import, Prediction, RosterClass, Student, Target
from predictor.oneroster import offers
from predictor.oneroster.core.choices import Choices
from predictor.oneroster.drafts import Draft as RosterDraft
from predictor.oneroster.drafts import begin as begin_roster
from predictor.oneroster.forms import ClassesForm
from predictor.oneroster.work import confirm as confirm_roster
from predictor.problems import ClassArchived, ImportRefused

SAID = "Class 8a is archived"


@pytest.fixture
def closed(classroom, student):
    archive(classroom)
    return Classroom.objects.get(pk=classroom.pk)


@pytest.fixture
def pages(closed, student, math):
    of_class = ("classroom-predict", "classroom-entries", "classroom-edit", "student-new")
    of_student = ("student-edit",)
    return [
        *(reverse(name, args=[closed.pk]) for name in of_class),
        *(reverse(name, args=[student.pk]) for name in of_student),
        reverse("predict", args=[student.pk, math.slug]),
    ]


@pytest.mark.parametrize("method", ["get", "post"])
def test_pages_that_write_lead_back_to_the_class_with_the_reason(owner, pages, closed, method):
    for page in pages:
        answer = getattr(owner, method)(page, {"name": "Other"}, follow=True)
        assert answer.redirect_chain == [(reverse("classroom", args=[closed.pk]), 302)], page
        assert SAID in answer.text, page
    assert (Classroom.objects.get().name, Student.objects.get().name) == ("Class 8a", "Amara Osei")


def test_a_stranger_does_not_learn_that_it_is_archived(teacher, pages):
    assert {teacher.get(page).status_code for page in pages} == {404}


def test_what_is_stored_stays_readable_and_offers_nothing(owner, closed, student, math):
    for name, key in (("classroom", closed.pk), ("student", student.pk), ("imports", closed.pk)):
        page = owner.get(reverse(name, args=[key]))
        assert page.status_code == 200
        assert not any(word in page.text for word in ("Add a student", "New prediction", "Read the file"))
    assert owner.get(reverse("class-predictions", args=[closed.pk, math.slug])).status_code == 200


def test_a_file_that_was_uploaded_before_is_not_stored_after(classroom, people):
    row = begin(classroom, people.owner, "students", "list.csv", as_csv("name,number", "Gu,006"))
    archive(classroom)
    draft = Draft.of(Import.objects.get(pk=row.pk))
    with pytest.raises(ClassArchived):
        confirm(draft, people.owner, draft.plan().hash)
    assert not Student.objects.exists()
    with pytest.raises(ClassArchived):
        begin(Classroom.objects.get(), people.owner, "students", "list.csv", as_csv("name,number", "Gu,006"))


def test_the_grid_stores_nothing(closed):
    with pytest.raises(ClassArchived):
        store(closed, [])


def test_the_api_says_409_with_the_reason_and_stores_nothing(api_owner, closed, student, answers):
    asked = [
        ("/api/v1/predictions/", {"task": "math", "answers": answers, "student": student.pk}),
        (f"/api/v1/classrooms/{closed.pk}/predictions/", {"task": "math"}),
        ("/api/v1/students/", {"classroom": closed.pk, "name": "Ben"}),
        (
            f"/api/v1/students/{student.pk}/targets/",
            {"task": "math", "act": "set", "score": 70, "why": "x", "seen": None},
        ),
        (
            f"/api/v1/classrooms/{closed.pk}/imports/",
            {"kind": "students", "file_name": "a.csv", "content": "TmFtZQpJZGE="},
        ),
    ]
    for path, body in asked:
        answer = api_owner.post(path, body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "class_archived"), path
        assert SAID in answer.json()["error"]["message"]
    assert api_owner.patch(f"/api/v1/students/{student.pk}/", {"name": "Other"}).status_code == 409
    assert (Student.objects.count(), Prediction.objects.count(), Target.objects.count()) == (1, 0, 0)


def test_predictions_of_a_file_are_not_stored_for_it(closed, people, tmp_path):
    file = tmp_path / "in.csv"
    file.write_text("Number,Reading\n1,50\n")
    asked = {"store": closed.pk, "who": "owner", "number": "Number"}
    with pytest.raises(CommandError, match=SAID):
        call_command("predict_file", str(file), str(tmp_path / "out.csv"), **asked)


@pytest.fixture
def taken(people, math):
    """A school's file of last year, whose class was archived since."""
    zipped = school_zip(classes={"c1": "Maths"}, students={"s1": ("Ann", "Abel", "0071")}, places=[("c1", "s1")])
    _store(zipped, people.admin, {"c1": f"new:{math.schema_version_id}"})
    archive(RosterClass.objects.get().classroom)
    return Student.objects.get()


def _store(content, admin, classes, gone=()):
    draft = RosterDraft.of(begin_roster(admin, "school.zip", content))
    draft.choose(Choices(classes=classes, gone=gone))
    return confirm_roster(draft, admin, draft.plan().hash)


def test_a_schools_file_stores_nothing_in_an_archived_class(taken, people):
    zipped = school_zip(
        classes={"c1": "Maths"},
        students={"s1": ("Ann", "Abel", "0071"), "s2": ("Bo", "Cy", "0072")},
        places=[("c1", "s1"), ("c1", "s2")],
    )
    with pytest.raises(ImportRefused, match="Archived classes take nothing in: Maths"):
        _store(zipped, people.admin, {"c1": str(taken.classroom_id)})
    assert Student.objects.get() == taken


def test_a_schools_file_finds_those_whom_somebody_brought_into_the_next_year(taken, people, math):
    following = into_next_year(taken.classroom, name="Class 9a")
    zipped = school_zip(classes={"c2": "Maths 9"}, students={"s1": ("Ann", "Abel", "0071")}, places=[("c2", "s1")])
    row = begin_roster(people.admin, "school.zip", zipped)
    (offered,) = offers.offered_classes(RosterDraft.of(row))
    form = ClassesForm([offered], {})
    assert form["class-0"].value() == str(following.pk)
    with pytest.raises(ImportRefused, match="nobody is new"):
        _store(zipped, people.admin, offers.default_choices([offered], math.schema_version))
    assert Student.objects.get().classroom == following


def test_a_schools_file_takes_students_out_of_it_into_their_next_class(taken, people, math):
    zipped = school_zip(
        classes={"c2": "Maths, next year"}, students={"s1": ("Ann", "Abel", "0071")}, places=[("c2", "s1")]
    )
    row = begin_roster(people.admin, "school.zip", zipped)
    offered = offers.offered_classes(RosterDraft.of(row))
    assert [(one.id, one.is_archived) for one in offered] == [("c2", False), ("c1", True)]
    _store(zipped, people.admin, offers.default_choices(offered, math.schema_version), gone=(taken.pk,))
    assert (Student.objects.get().pk, Student.objects.get().classroom.name) == (taken.pk, "Maths, next year")
