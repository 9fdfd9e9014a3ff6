"""Columns of hidden fields in files: not taken, and nothing of what others brought of them is shown."""

from base64 import b64encode

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from marked_fields import HIDDEN, hide, marks_in
from school_zips import school_zip
from uploads import as_csv

from predictor.access.people.work import give_roles
from predictor.access.reading.closed import reading_as
from predictor.imports.choosing import Columns, choose_columns
from predictor.imports.drafts import Draft, begin
from predictor.imports.work import confirm
from predictor.models import Import, Roster, Student
from predictor.oneroster.core.choices import Choices
from predictor.oneroster.drafts import Draft as RosterDraft
from predictor.oneroster.drafts import begin as begin_roster
from predictor.oneroster.previews.state import state_of
from predictor.oneroster.reads import linked_classes
from predictor.oneroster.work import confirm as confirm_roster

pytestmark = pytest.mark.django_db
FILE = as_csv("name,number,gender,zzhidlunch,Zzhidcounted", "Fi,005,female,zzhidfree,12.4142", ",006,male,zzhidplain,3")
STEPS = ("import", "import-columns", "import-people", "import-look", "import-rejected")


@pytest.fixture
def brought(school, people, hidden):
    """By an admin, who takes every column."""
    row = begin(school.classroom, people.admin, "students", "all.csv", FILE)
    targets = ["name", "number", "field:gender", "field:zzhidlunch", "field:zzhidcount"]
    choose_columns(Draft(row, FILE), people.admin, Columns(targets=targets))
    return row


@pytest.mark.parametrize("step", STEPS)
def test_a_teacher_sees_nothing_of_them_in_what_an_admin_brought(brought, owner, step):
    assert marks_in(owner.get(reverse(step, args=[brought.pk]))) == []


def test_nor_through_the_api(brought, api_owner):
    for part in ("", "plan/"):
        assert marks_in(api_owner.get(f"/api/v1/imports/{brought.pk}/{part}")) == []


def test_nor_once_it_is_stored(brought, people, owner):
    draft = Draft.of(Import.objects.get(pk=brought.pk))
    confirm(draft, people.admin, draft.plan().hash)
    assert Student.objects.get(reference="005").known["zzhidlunch"] == "zzhidfree"
    for name in ("import", "import-changes-csv", "import-rejected"):
        assert marks_in(owner.get(reverse(name, args=[brought.pk]))) == []


@pytest.fixture
def own(school, hidden, api_owner):
    """As a teacher brings it."""
    body = {"kind": "students", "file_name": "own.csv", "content": b64encode(FILE).decode()}
    return api_owner.post(f"/api/v1/classrooms/{school.classroom.pk}/imports/", body, format="json").json()


def columns(*targets):
    return {"columns": [{"position": place, "target": target} for place, target in enumerate(targets)]}


def test_a_teachers_own_file_does_not_bring_them(own, api_owner):
    where = f"/api/v1/imports/{own['id']}/"
    api_owner.patch(where, columns("name", "number", "field:gender", "out", "out"), format="json")
    seen = api_owner.get(f"{where}plan/").json()["hash"]
    assert api_owner.post(f"{where}confirmation/", {"plan": seen}, format="json").status_code == 200
    assert Student.objects.get(reference="005").known == {"gender": "female"}


@pytest.mark.parametrize("slug", HIDDEN)
def test_to_take_one_is_to_take_a_field_that_is_not_there(own, api_owner, slug):
    def told(name):
        sent = columns("name", "number", "out", f"field:{name}", "out")
        answer = api_owner.patch(f"/api/v1/imports/{own['id']}/", sent, format="json")
        return answer.status_code, str(answer.json()["error"]["fields"]).replace(name, "NAME")

    assert told(slug) == told("zzhidnothing")
    assert told(slug)[0] == 400


ZIP = {
    "classes": {"c1": "Maths"},
    "students": {"s1": ("Ann", "Abel", "0071")},
    "places": [("c1", "s1")],
    "tests": {"i1": ("Zzhidcounted", "c1", 100)},
    "results": [("i1", "s1", 15)],
}


@pytest.fixture
def manager(people, crowd_rules):
    give_roles(people.stranger, ["data_manager"], people.admin, "asked")
    return User.objects.get(pk=people.stranger.pk)


@pytest.fixture
def crowd_rules(people, math):
    return hide(people.admin, roles=["data_manager"])


@pytest.fixture
def zipped(people, math):
    """A draft that takes the class, and the test for the hidden number, as an admin chose."""
    row = begin_roster(people.admin, "school.zip", school_zip(**ZIP))
    draft = RosterDraft.of(Roster.objects.get(pk=row.pk))
    chosen = {"classes": {"c1": f"new:{math.schema_version_id}"}, "tests": {"Zzhidcounted": "zzhidcount"}}
    draft.choose(Choices(**chosen))
    return row.pk


def draft_of(key):
    return RosterDraft.of(Roster.objects.get(pk=key))


def test_a_data_manager_brings_no_values_of_them_in_a_zip(zipped, manager):
    with reading_as(manager):
        draft = draft_of(zipped)
        confirm_roster(draft, manager, draft.plan().hash)
    assert Student.objects.get(reference="0071").known == {}


def test_nor_loses_those_that_are_there(zipped, manager, people):
    draft = draft_of(zipped)
    confirm_roster(draft, people.admin, draft.plan().hash)
    assert Student.objects.get(reference="0071").known == {"zzhidcount": 15.0}
    again = school_zip(**ZIP | {"students": {"s1": ("Anne", "Abel", "0071")}})
    row = begin_roster(manager, "again.zip", again)
    with reading_as(manager):
        draft = draft_of(row.pk)
        draft.choose(Choices(classes={"c1": str(linked_classes()["c1"])}))
        draft = draft_of(row.pk)
        confirm_roster(draft, manager, draft.plan().hash)
    student = Student.objects.get(reference="0071")
    assert (student.name, student.known) == ("Anne Abel", {"zzhidcount": 15.0})


def test_a_preview_of_somebody_else_is_not_theirs(zipped, manager):
    everything = state_of(draft_of(zipped))
    with reading_as(manager):
        assert state_of(draft_of(zipped)) != everything
