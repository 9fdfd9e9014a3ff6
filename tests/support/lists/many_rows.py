"""A row more in each list of the API, written as the product keeps it; the lists themselves are found by the schema."""

import datetime as dt
from types import SimpleNamespace

from django.contrib.auth.models import User
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator
from factories import live_task, new_version
from kept_rehearsals import kept_rehearsal
from knox.models import get_token_model

from mlcore.models import Dataset, PickedPolicy, PredictingChange, Promotion
from predictor import models
from predictor.documents.gaps.asked import GAPS
from predictor.models.said.estimates import OwnEstimate
from predictor.sign_in.account.api import SCOPES

NOW = timezone.now()
DAY = NOW.date()
SUPPORT = {"what": "Reading", "by_whom": "Ms Kern", "how_often": "daily", "why": "asked", "from_day": DAY}
LINE = {"door": "api", "act": "saw", "what": "a test"}
COUNT = {"expected": 1.0, "low": 0, "high": 2}


def lists() -> dict[str, dict]:
    """By address: what each list of the API can be asked."""
    paths = SchemaGenerator().get_schema(public=True)["paths"]
    found = {path: operations["get"] for path, operations in paths.items() if "get" in operations}
    return {path: _asked(get) for path, get in found.items() if _answer(get).endswith("Page")}


def _answer(operation: dict) -> str:
    content = operation["responses"].get("200", {}).get("content", {})
    return content.get("application/json", {}).get("schema", {}).get("$ref", "")


def _asked(operation: dict) -> dict:
    return {one["name"]: one["schema"] for one in operation["parameters"] if one["in"] == "query"}


def _classroom(school, number):
    return models.Classroom.objects.create(name=f"Class {number % 4}", schema_version=school.task.schema_version)


def _class_of_student(school, number):
    models.Membership.objects.create(student=school.student, classroom=_classroom(school, number))


def _student(school, number):
    objected = NOW if number % 3 == 0 else None
    about = {"name": f"Ida {number % 5}", "objected_at": objected}
    models.Student.objects.create(classroom=school.classroom, known=school.student.known, **about)


def _teacher(school, number):
    school.classroom.teachers.add(_person(school, number))


def _person(school, number):
    last = NOW - dt.timedelta(days=number % 3) if number % 2 else None
    return User.objects.create(username=f"teacher-{number}", last_login=last)


def _department(school, number):
    row = models.Department.objects.create(name=f"Department {number}")
    row.tasks.add(school.task)


def _draw(school, number):
    expected = {"group": COUNT, "class": COUNT, "told": 1, "counted": 1}
    about = {"number": number + 1, "mark": 50.0, "places": 2, "seed": "0" * 8, "expected": expected}
    until = DAY + dt.timedelta(days=20 + number % 3)
    models.GroupDraw.objects.create(
        classroom=school.classroom, task=school.task, until=until, made_by=school.people.admin, **about
    )


def _correction(school, number):
    decided = {"state": "refused", "why": "no", "decided_by": school.people.admin, "decided_at": NOW}
    about = {"field": f"field-{number}", "asked_by": "family", "made_by": school.people.admin}
    due = DAY + dt.timedelta(days=number % 4)
    models.Correction.objects.create(student=school.student, due=due, **about, **(decided if number % 2 else {}))


def _description(school, number):
    models.DescribedFile.objects.create(name=f"file-{number % 3}.csv", made_by=school.people.admin, task=school.task)


def _rules(school, number):
    version = {"version": number + 1, "rules": {}, "reason": "Ours.", "made_by": school.people.admin}
    models.FieldRules.objects.create(schema_name="elsewhere", **version)


def _predicted_file(school, number):
    name = f"list-{number % 3}.csv"
    models.PredictedFile.objects.create(task=school.task, made_by=school.people.admin, name=name)


def _forgetting(school, number):
    ended = NOW if number % 2 else None
    about = {"student": 1000 + number, "student_made_at": NOW, "why": "asked", "who": "ada", "ended_at": ended}
    models.Forgetting.objects.create(**about)


def _job(school, number):
    started = NOW - dt.timedelta(hours=number % 3) if number % 2 else None
    models.Job.objects.create(kind="report", asked_by=school.people.colleague, started_at=started)


def _estimate(school, number):
    made = {"student": school.student, "made_by": school.people.admin}
    submission = school.predict(**made).submission
    about = {"made_by": school.people.admin, "after_answer": False}
    OwnEstimate.objects.create(submission=submission, value=50.0 + number % 3, **about)


def _role_change(school, number):
    about = {"who": "ada", "why": "asked", "before": {}, "after": {}, "whose": "owner"}
    models.RoleChange.objects.create(account=school.people.owner.pk, **about)


def _promotion(school, number):
    about = {"version": school.task.versions.first(), "action": "promoted", "who": "ada", "why": "asked"}
    Promotion.objects.create(task=school.task, **about)


def _statement(school, number):
    gaps = sorted(GAPS)
    about = {"gap": gaps[number % 2], "version": 1 + number // 2, "text": "so", "made_by": school.people.admin}
    models.Statement.objects.create(**about)


def _result(school, number):
    about = {"field": "math_score", "value": 40.0 + number % 3, "day": DAY - dt.timedelta(days=number % 5)}
    row = {"schema_name": "exams", "door": "page", "made_by": school.people.owner}
    models.Outcome.objects.create(student=school.student, **about, **row)


def _support(school, number):
    until = DAY + dt.timedelta(days=number % 3) if number % 2 else None
    models.Support.objects.create(student=school.student, until_day=until, made_by=school.people.owner, **SUPPORT)


def _target(school, number):
    aim = {"score": 50.0 + number % 3} if number % 2 else {"grade": "B"}
    models.Target.objects.create(
        student=school.student, task=school.task, why="agreed", made_by=school.people.owner, **aim
    )


def _task(school, number):
    """A schema brings all of its tasks, so the second one comes late."""
    if number == 3:
        live_task("hsb-math", "hsb2")


def _token(school, number):
    row, _ = get_token_model().objects.create(school.people.admin)
    about = {"name": f"Program {number % 3}", "scopes": SCOPES, "last_used_at": NOW if number % 2 else None}
    models.TokenGrant.objects.create(token=row, **about)


def _import(school, number):
    about = {"kind": "students", "file_name": f"list-{number % 3}.csv", "sha256": "0" * 64, "size": 9}
    models.Import.objects.create(classroom=school.classroom, made_by=school.people.admin, **about)


def _boundaries(school, number):
    about = {"schema_name": "exams", "field": "math_score", "content": {}, "reason": "agreed"}
    valid = DAY + dt.timedelta(days=number % 3)
    models.GradeBoundaries.objects.create(valid_from=valid, made_by=school.people.admin, **about)


def _invitation(school, number):
    about = {"roles": ["teacher"], "invited_by": school.people.admin, "ends": NOW + dt.timedelta(days=3)}
    address = f"person-{number}@school.example"
    models.Invitation.objects.create(address=address, token_sha256=f"{number:064}", **about)


def _dataset(school, number):
    about = {"schema_version": school.task.schema_version, "rows": 10 + number % 3, "sha256": f"{number:064}"}
    Dataset.objects.create(name=f"rows {number}", **about)


def _line(school, number):
    models.AccessLine.objects.create(account=school.people.owner.pk, students=[school.student.pk], **LINE)


ONE_MORE = {
    "/api/v1/boundaries/": _boundaries,
    "/api/v1/classrooms/": _classroom,
    "/api/v1/classrooms/{id}/imports/": _import,
    "/api/v1/classrooms/{id}/places/": _draw,
    "/api/v1/classrooms/{id}/teachers/": _teacher,
    "/api/v1/corrections/": _correction,
    "/api/v1/datasets/": _dataset,
    "/api/v1/departments/": _department,
    "/api/v1/descriptions/": _description,
    "/api/v1/field-rules/": _rules,
    "/api/v1/file-predictions/": _predicted_file,
    "/api/v1/forgettings/": _forgetting,
    "/api/v1/invitations/": _invitation,
    "/api/v1/jobs/": _job,
    "/api/v1/model-versions/": lambda school, number: new_version(school.task),
    "/api/v1/my-estimates/": _estimate,
    "/api/v1/people/": _person,
    "/api/v1/people/{id}/changes/": _role_change,
    "/api/v1/policies/": lambda school, number: PickedPolicy.objects.create(
        task=school.task, left_out=[], reason="asked", who="ada"
    ),
    "/api/v1/predicting/changes/": lambda school, number: PredictingChange.objects.create(
        is_stop=False, who="ada", why="asked"
    ),
    "/api/v1/predictions/": lambda school, number: school.predict(),
    "/api/v1/promotions/": _promotion,
    "/api/v1/rehearsals/": lambda school, number: kept_rehearsal(school.task),
    "/api/v1/school/": _classroom,
    "/api/v1/statements/": _statement,
    "/api/v1/students/": _student,
    "/api/v1/students/{id}/access/": _line,
    "/api/v1/students/{id}/classrooms/": _class_of_student,
    "/api/v1/students/{id}/results/": _result,
    "/api/v1/students/{id}/submissions/": lambda school, number: school.predict(),
    "/api/v1/students/{id}/support/": _support,
    "/api/v1/students/{id}/targets/": _target,
    "/api/v1/students/{id}/timeline/": _result,
    "/api/v1/tasks/": _task,
    "/api/v1/tokens/": _token,
    "/api/v1/training-runs/": lambda school, number: new_version(school.task),
}


def school_of(people, task, classroom, student, predict) -> SimpleNamespace:
    return SimpleNamespace(people=people, task=task, classroom=classroom, student=student, predict=predict)


def address(path: str, school: SimpleNamespace) -> str:
    about = {"students": school.student.pk, "classrooms": school.classroom.pk, "people": school.people.owner.pk}
    filled = path.replace("{id}", str(about.get(path.split("/")[3])))
    return f"{filled}?task={school.task.slug}" if path == "/api/v1/school/" else f"{filled}?"
