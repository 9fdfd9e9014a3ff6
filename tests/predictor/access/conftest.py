"""Somebody who heads a department: one class, one of its questions."""

import pytest

from predictor.access.people.departments import Made, add_department
from predictor.access.people.work import give_roles


@pytest.fixture
def department(people, classroom, math):
    """Its head is the stranger, who teaches nothing."""
    give_roles(people.stranger, ["teacher", "head_of_department"], people.admin, "x")
    made = Made(name="Mathematics", heads=[people.stranger], classrooms=[classroom], tasks=[math])
    return add_department(made, people.admin, "x")


@pytest.fixture
def head(people, department, as_user):
    return as_user(people.stranger)


@pytest.fixture
def reading(math):
    """Another question about the same students, with a live model."""
    from factories import live_task

    return live_task("reading", "exams")
