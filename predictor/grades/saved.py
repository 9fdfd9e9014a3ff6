"""Grades in force, and how those of one result came about, as lists to be saved."""

from collections.abc import Iterator

from django.utils import timezone

from mlcore.pipeline.schema import Grading
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.grades.reads import Decided, decided, own, targeted, task_that_asks
from predictor.saving.listed import of_rows
from predictor.saving.table import Cell, SavedTable, named_after

GRADE = ("grade", "from", "passed_from")
IN_FORCE = ("data", "result", "class", *GRADE)
DECIDED = ("made_at", "valid_from", "class", *GRADE, "made_by", "reason")
Rows = Iterator[tuple[Cell, ...]]


@needs(Act.SET_GRADES)
def in_force(request: Request) -> SavedTable:
    """A row per grade: first those of everybody, then those of classes that have their own."""
    return of_rows("grades", "Grades", IN_FORCE, list(_in_force()))


@needs(Act.SET_GRADES)
def history(request: Request, schema: str, field: str) -> SavedTable:
    task = task_that_asks(schema, field)
    rows = [row for one in decided(schema, field, most=None) for row in _decided(one)]
    return of_rows(named_after("grades", task.target.slug), "Decided so far", DECIDED, rows)


def _in_force() -> Rows:
    for one in targeted():
        about = (one.task.schema_version.schema.label, one.target.label)
        yield from ((*about, None, *grade) for grade in _grades(one.grading))
        for classroom, grading in own(one.task):
            yield from ((*about, classroom.name, *grade) for grade in _grades(grading))


def _decided(one: Decided) -> Rows:
    row = one.row
    begin = (timezone.localtime(row.made_at), row.valid_from, row.classroom.name if row.classroom else None)
    grades = list(_grades(one.grading)) if one.grading else [("taken back", None, None)]
    yield from ((*begin, *grade, row.made_by.get_username(), row.reason) for grade in grades)


def _grades(grading: Grading | None) -> Rows:
    """With points alone there is one row, which names none."""
    passed = grading.pass_at if grading else None
    grades = grading.as_written if grading else ()
    yield from ((grade.label, grade.start, passed) for grade in grades)
    if not grades:
        yield (None, None, passed)
