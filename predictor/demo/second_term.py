"""The second term of the made-up school: predicted by every question, no results yet."""

from collections.abc import Sequence

from django.utils import timezone

from mlcore.models import Task
from predictor.demo import said
from predictor.demo.calendar import SECOND_ENTRIES
from predictor.demo.people import Group
from predictor.demo.predicted import Asked, predict
from predictor.demo.questions import Questions
from predictor.demo.rows import Row
from predictor.grid.work import Entry, as_text, store
from predictor.models import Student
from predictor.places import plan as places
from predictor.places.limits import TERM, pass_mark
from predictor.places.work import Order, draw
from predictor.predicting.known.entries import Entries

# Every so many students something is not known, and of every so many it was entered after the prediction.
GAP_EVERY, LATE_EVERY = 9, 7
PLACES = 5


def go_through(group: Group, questions: Questions) -> None:
    """Whoever is the last of the class is not predicted again."""
    rows = [(student, terms.second) for student, terms in group.people][:-1]
    for task in questions.all:
        entered = [(student, _with_gap(row, place, task)) for place, (student, row) in enumerate(rows, 1)]
        predicted = predict(Asked(task=task, rows=entered, weeks=SECOND_ENTRIES, by=group.teacher))
        if task == questions.main:
            said.feedback(predicted)
            said.support_that_goes_on(predicted)
    _enter_late(group, [student for student, _ in rows[3::LATE_EVERY]], questions.main)


def draw_places(group: Group, main: Task) -> None:
    """For those who may not pass; not where the question has no pass mark, or its model tells no chances."""
    mark = pass_mark(main, group.classroom)
    if mark is None:
        return
    asked = places.Asked(classroom=group.classroom, task=main, places=PLACES, mark=mark)
    if places.plan_for(asked).told:
        order = Order(asked=asked, by_hand=(), until=timezone.localdate() + TERM, seen=0)
        draw(order, group.teacher)


def _with_gap(row: Row, place: int, task: Task) -> Row:
    numbers = [field.slug for field in task.schema_version.schema.inputs(task.question) if field.is_number]
    return row | dict.fromkeys(numbers[-1:]) if place % GAP_EVERY == 0 else row


def _enter_late(group: Group, students: Sequence[Student], main: Task) -> None:
    """Today, in the grid of the class: their predictions are older than that."""
    field = next((one for one in main.schema_version.schema.inputs(main.question) if one.is_number), None)
    if field is None:
        return
    known = Entries([student.pk for student in students])
    seen = {student: known.of(student, [field])[field.slug] for student in students}
    entries = [
        Entry(student.pk, field, as_text(value), min(value + 4, field.bounds[1]))
        for student, value in seen.items()
        if isinstance(value, float)
    ]
    store(group.classroom, entries)
