"""More than a sheet has room for: thirty inputs and forty grades with long names, targets, results, a long history."""

import datetime as dt
from pathlib import Path

from factories import live_task

from predictor.models import Classroom, Outcome, Student, Target
from predictor.predicting.work import make_prediction

INPUTS, GRADES = 30, 40
LONG = "Wolfeschlegelsteinhausenbergerdorff-" * 5
NUMBER = 'kind = "number"\nminimum = 0\nmaximum = 100\n'


def full_class(people, folder: Path) -> Classroom:
    """With one student."""
    path = folder / "many.toml"
    path.write_text(_schema(), encoding="utf-8")
    task = live_task("final", str(path))
    classroom = Classroom.objects.create(name=LONG[:100], schema_version=task.schema_version)
    classroom.teachers.add(people.owner, people.colleague, people.admin)
    student = Student.objects.create(classroom=classroom, name=LONG[:150], reference=LONG[:50])
    _history(student, task, people)
    return classroom


def _history(student, task, people) -> None:
    answers = {slug: 40.0 + place for place, slug in enumerate(task.question.inputs)}
    for gaps in (("test_1",), ("test_2", "test_3"), ("test_4",), ("test_5",), tuple(f"test_{at}" for at in range(8))):
        asked = answers | dict.fromkeys(gaps)
        make_prediction(task=task, answers=asked, made_by=people.owner, door="page", student=student)
    about = {"schema_name": "many", "field": "final", "door": "page", "made_by": people.owner, "student": student}
    for month in range(1, 7):
        Outcome.objects.create(value=50.0 + month, day=dt.date(2026, month, 14), **about)
    Target.objects.create(student=student, task=task, grade="Band 39 of forty", why="x", made_by=people.owner)


def _schema() -> str:
    names = [f"test_{number}" for number in range(INPUTS)]
    fields = [
        f'[[field]]\nslug = "{name}"\nlabel = "{name.title()} in the second half of the year and its re-sit"\n{NUMBER}'
        for name in names
    ]
    target = f'[[field]]\nslug = "final"\nlabel = "Final score of the year"\npass = 50\n{NUMBER}'
    grades = [f'[[field.grade]]\nlabel = "Band {at} of forty"\nfrom = {at * 2.5}\n' for at in range(GRADES)]
    task = f'[[task]]\nslug = "final"\nlabel = "Final score, asked long before"\ntarget = "final"\ninputs = {names}\n'
    return "\n".join(['name = "many"\nversion = 1\nlabel = "Many tests"\n', *fields, target, *grades, task])
