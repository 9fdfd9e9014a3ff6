"""The year of the made-up school, in the order of its days."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mlcore.models import SchemaVersion, Task
from predictor.classes.keeping.work import add_to_class
from predictor.demo import said, second_term
from predictor.demo.calendar import FIRST_DAY, FIRST_ENTRIES, FIRST_RESULTS, LAST_YEAR, LAST_YEARS_RESULTS, weeks_ago
from predictor.demo.names import names
from predictor.demo.people import PLANS, Group, fill, make_group
from predictor.demo.predicted import Asked, predict
from predictor.demo.questions import Questions
from predictor.demo.rows import draw_terms
from predictor.models import Classroom

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def make_year(schema_version: SchemaVersion, tasks: Sequence[Task], teachers: "list[User]") -> None:
    questions = Questions.of(tasks)
    over, *current = _groups(schema_version, teachers, questions.main)
    _last_year(over, questions.main)
    for group in current:
        _first_term(group, questions)
    for group in current:
        second_term.go_through(group, questions)
    second_term.draw_places(current[0], questions.main)
    add_to_class(current[0].people[0][0], current[2].classroom)


def _groups(schema_version: SchemaVersion, teachers: "list[User]", main: Task) -> list[Group]:
    called, groups = names(), [make_group(plan, schema_version, teachers) for plan in PLANS]
    terms = draw_terms(schema_version.schema, sum(plan.students for plan in PLANS), main.question.target)
    for group in groups:
        here, terms = terms[: group.plan.students], terms[group.plan.students :]
        fill(group, here, called)
    return groups


def _last_year(group: Group, main: Task) -> None:
    rows = [(student, terms.first) for student, terms in group.people]
    predict(Asked(task=main, rows=rows, weeks=LAST_YEAR, by=group.teacher))
    said.results(group, main, LAST_YEARS_RESULTS)
    Classroom.objects.filter(pk=group.classroom.pk).update(archived_at=weeks_ago(LAST_YEARS_RESULTS - 2))


def _first_term(group: Group, questions: Questions) -> None:
    rows = [(student, terms.first) for student, terms in group.people]
    first = predict(Asked(task=questions.at_first, rows=rows, weeks=FIRST_DAY, by=group.teacher))
    said.targets(first, group, questions.main)
    said.support(first)
    predicted = predict(Asked(task=questions.main, rows=rows, weeks=FIRST_ENTRIES, by=group.teacher))
    said.estimates(predicted, group, questions.main)
    said.results(group, questions.main, FIRST_RESULTS)
