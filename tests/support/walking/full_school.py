"""A school in which every page has something to list; its fixture is taken into a conftest by its name."""

import datetime as dt
from types import SimpleNamespace

import pytest
from brought import upload as described
from django.urls import reverse
from django.utils import timezone
from kept_ledgers import keep_ledger
from kept_rehearsals import kept_rehearsal
from school_zips import school_zip
from uploads import as_csv

from mlcore.pipeline.schema import Grade
from predictor.access.people.departments import Made, add_department
from predictor.access.people.work import give_roles
from predictor.classes.keeping.work import into_next_year
from predictor.classes.work import create_class
from predictor.corrections import work as corrections
from predictor.documents.gaps.work import Wanted, say
from predictor.fields.work import Signed as Decided
from predictor.fields.work import decide
from predictor.file_predictions import work as predicted_files
from predictor.grades import work as grades
from predictor.imports.drafts import Draft, begin
from predictor.imports.work import confirm
from predictor.models import DescribedFile, Forgetting, Import, Job, Membership, Roster, Student, Submission
from predictor.objections import work as objections
from predictor.oneroster.core.choices import Choices
from predictor.oneroster.drafts import Draft as RosterDraft
from predictor.oneroster.drafts import begin as begin_roster
from predictor.oneroster.work import confirm as confirm_roster
from predictor.outcomes.work import Result, record
from predictor.places.plan import Asked
from predictor.places.work import Order, draw
from predictor.predicting.work import make_prediction
from predictor.stopping import work as stopping
from predictor.support import work as support
from predictor.targets.work import Aim, Signed, set_target

DAY = dt.date(2026, 1, 2)
PLACE = {"classes": {"c1": "Maths"}, "students": {"s1": ("Ann", "Abel", "0071")}, "places": [("c1", "s1")]}


@pytest.fixture
def school(people, admin, measured, exams, predict, answers, classroom, student):
    scope = grades.Scope(schema_version=classroom.schema_version, target=measured.task.target)
    by = grades.Signed(by=people.admin, reason="Board.", valid_from=timezone.localdate())
    grades.decide(scope, [Grade(label="A", start=50.0), Grade(label="B", start=0.0)], 50.0, by)
    for name in ("Bo", "Cy", "Di", "Ed"):
        about = {"task": measured.task, "answers": answers, "made_by": people.owner, "door": Submission.Door.PAGE}
        make_prediction(**about, student=Student.objects.create(classroom=classroom, name=name))
    set_target(student, measured.task, Aim(score=70.0), Signed(by=people.owner, why="asked", seen=None))
    result = Result(student=student.pk, field=measured.task.target.slug, value=61.0, day=DAY)
    first = Decided(by=people.admin, reason="Nobody asked.", seen=0)
    (recorded,) = record([result], schema_name="exams", made_by=people.owner, door=Submission.Door.PAGE)
    said = support.Said(what="reading", by_whom="Mr Li", from_day=DAY, how_often="daily", why="asked")
    noted = support.end(
        support.add(student, said, support.Signed(by=people.owner)), DAY, support.Signed(by=people.owner)
    )
    asked = Asked(classroom=classroom, task=measured.task, places=2, mark=50.0)
    draw(Order(asked=asked, by_hand=(), until=timezone.localdate(), seen=0), people.owner)
    admin.post(reverse("describe"), described())
    _went_on(classroom, people)
    rehearsal = kept_rehearsal(measured.task, exams)
    keep_ledger(measured)
    predict(own_estimate=62.0, made_by=people.admin)
    say({"provider": Wanted("Riverside", 0)}, by=people.admin)
    _turned_and_back(student, people)
    return SimpleNamespace(
        classroom=classroom,
        student=student,
        prediction=predict(),
        result=recorded,
        support=noted,
        correction=corrections.ask(
            student, corrections.Asked(field="reading_score", right=99.0, asked_by="family"), people.owner
        ),
        version=measured,
        forgotten=Forgetting.objects.create(student=10**6, student_made_at=timezone.now(), who="admin", why="asked"),
        rules=decide(classroom.schema_version.schema, {"gender": {"data_manager": []}}, first),
        rehearsal=rehearsal,
        dataset=exams,
        described=DescribedFile.objects.get(),
        stored=_stored(classroom, people),
        draft=begin(classroom, people.owner, "students", "draft.csv", as_csv("name,number", "Fi,005")),
        roster=_taken_in(people, classroom.schema_version),
        roster_draft=begin_roster(people.admin, "draft.zip", school_zip(**PLACE)),
        job=_trained(people, measured),
        department=_given(people, classroom, measured.task),
        predicted_file=predicted_files.take(measured.task, "list.csv", b"Reading\n50", {}, by=people.admin),
    )


def _given(people, classroom, task):
    give_roles(people.colleague, ["teacher", "head_of_department"], people.admin, "asked")
    made = Made(name="Mathematics", heads=[people.colleague], classrooms=[classroom], tasks=[task])
    return add_department(made, people.admin, "asked")


def _turned_and_back(student, people):
    """Predicting was stopped, and a student objected; both are over."""
    for is_on in (True, False):
        stopping.turn(is_on, by=people.admin, why="asked")
        objections.turn(student, is_on, by=people.owner, why="asked")


def _went_on(classroom, people):
    """Somebody of the class, and a class that is archived for it."""
    other = create_class(name="Class 7a", schema_version=classroom.schema_version, teacher=people.owner)
    moved = Student.objects.create(classroom=other, name="Ivo")
    into_next_year(other, name="Class 8b")
    Membership.objects.create(student=moved, classroom=classroom, left_at=timezone.now())


def _trained(people, version):
    result = {"version": version.pk, "number": version.number, "run": version.run_id, "live": True}
    ended = {"state": Job.State.DONE, "percent": 100, "ended_at": timezone.now(), "result": result}
    arguments = {"task": version.task.slug, "datasets": [version.run.dataset_id]}
    return Job.objects.create(kind="train", arguments=arguments, asked_by=people.admin, **ended)


def _stored(classroom, people):
    row = begin(classroom, people.owner, "students", "list.csv", as_csv("name,number", "Gu,006", "Ha,007"))
    draft = Draft.of(Import.objects.get(pk=row.pk))
    return confirm(draft, people.owner, draft.plan().hash)


def _taken_in(people, version):
    row = begin_roster(people.admin, "school.zip", school_zip(**PLACE))
    draft = RosterDraft.of(Roster.objects.get(pk=row.pk))
    draft.choose(Choices(classes=dict.fromkeys(draft.records.classes, f"new:{version.pk}")))
    return confirm_roster(draft, people.admin, draft.plan().hash)
