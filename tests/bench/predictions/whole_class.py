"""How long predicting a whole class takes, stored, beside asking about each student by the door for one.

Uses a throw-away Postgres: PYTHONPATH=.:tests/support python tests/bench/predictions/whole_class.py
"""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

import django
import environment  # noqa: F401 - settings of a throw-away place

PARTS = ("plan", "stored", "again", "table", "by score", "one by one")


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, nargs="*", default=[30, 300, 1_000])
    options = parser.parse_args()
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from factories import live_task, make_people

    task, teacher = live_task(), make_people().owner
    sys.stdout.write(f"{'students':>9}{''.join(f'{part:>12}' for part in PARTS)}\n")
    for students in options.students:
        times = _times(task, teacher, students)
        sys.stdout.write(f"{students:>9,}{''.join(f'{seconds:>11.2f}s' for seconds in times)}\n")


def _times(task: Any, teacher: Any, size: int) -> tuple[float, ...]:
    from predictor.whole_class.page import class_table
    from predictor.whole_class.plan import plan_class
    from predictor.whole_class.table import Order as By
    from predictor.whole_class.work import Order, predict_class

    classroom = _class(task, teacher, size)
    order = Order(classroom=classroom, tasks=[task], door="page")
    return (
        _timed(lambda: plan_class(list(classroom.students.all()), [task])),
        _timed(lambda: predict_class(order, teacher)),
        _timed(lambda: predict_class(order, teacher)),
        _timed(lambda: class_table(classroom, task, By.NAME)),
        _timed(lambda: class_table(classroom, task, By.SCORE)),
        _timed(lambda: _one_by_one(_class(task, teacher, size), task, teacher)),
    )


def _class(task: Any, teacher: Any, size: int) -> Any:
    from factories import frame_for

    from predictor.models import Classroom, Student

    classroom = Classroom.objects.create(name=f"Class of {size}", schema_version=task.schema_version)
    classroom.teachers.add(teacher)
    rows = frame_for(task.schema_version.schema, size)[list(task.question.inputs)].to_dict("records")
    Student.objects.bulk_create(
        [Student(classroom=classroom, name=f"Student {place:04}", known=row) for place, row in enumerate(rows)]
    )
    return classroom


def _one_by_one(classroom: Any, task: Any, teacher: Any) -> None:
    from predictor.predicting.prefill import prefill
    from predictor.predicting.work import make_prediction

    fields = task.schema_version.schema.inputs(task.question)
    for student in classroom.students.all():
        answers = prefill(student, fields).answers
        make_prediction(task=task, answers=answers, made_by=teacher, door="page", student=student)


def _timed(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
