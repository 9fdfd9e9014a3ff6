"""How long the file of a student takes who has very much of everything, as JSON and as PDF.

Uses a throw-away Postgres:
DJANGO_SETTINGS_MODULE=studentperf.settings PYTHONPATH=.:tests/support python tests/bench/privacy/student_file.py
"""

import sys
import time
from argparse import ArgumentParser
from typing import Any

import django
import environment  # noqa: F401 - settings of a throw-away place


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--predictions", type=int, default=2_000)
    parser.add_argument("--lines", type=int, default=10_000)
    options = parser.parse_args()
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    student, owner = _student(options.predictions, options.lines)
    for form in ("json", "json", "pdf"):
        seconds, cpu, size = _timed(student, owner, form)
        sys.stdout.write(f"{form:<6}{seconds:>8.2f} s, {cpu:.2f} s of CPU here{size / 1000:>10.0f} kB\n")


def _student(predictions: int, lines: int) -> tuple[Any, Any]:
    from factories import live_task, make_people

    from predictor.models import AccessLine, Classroom, Student
    from predictor.predicting.work import make_prediction

    task, owner = live_task(), make_people().owner
    classroom = Classroom.objects.create(name="Class", schema_version=task.schema_version)
    classroom.teachers.add(owner)
    student = Student.objects.create(classroom=classroom, name="Student")
    for place in range(predictions):
        answers = {"reading_score": float(place % 100), "writing_score": 60.0}
        make_prediction(task=task, answers=answers, made_by=owner, door="page", student=student)
    said = {"account": owner.pk, "account_name": "owner", "door": "page", "act": "saw", "what": "student"}
    AccessLine.objects.bulk_create(AccessLine(**said, students=[student.pk]) for _ in range(lines))
    return student, owner


def _timed(student: Any, reader: Any, form: str) -> tuple[float, float, int]:
    from predictor.student_file.answers import as_json, as_pdf
    from predictor.student_file.content import file_of

    start, cpu = time.perf_counter(), time.process_time()
    answer = (as_json if form == "json" else as_pdf)(file_of(student, reader))
    return time.perf_counter() - start, time.process_time() - cpu, len(answer.content)


if __name__ == "__main__":
    main()
