"""A student of whom enough is known to fill a sheet."""

import pytest
from django.contrib.auth.models import User

from predictor.models import Classroom, Membership
from predictor.predicting.work import make_prediction
from predictor.sheets.conversation import page


@pytest.fixture
def predict(math, people, student, answers):
    def predict(**changes):
        asked = {"student": changes.pop("student", student)}
        return make_prediction(task=math, answers=answers | changes, made_by=people.owner, door="page", **asked)

    return predict


@pytest.fixture
def said(student, people):
    """The sheet as it is said to somebody."""
    return lambda user=people.owner: page.of_student(user, student, "math")["said"]


@pytest.fixture
def second_class(student, people):
    """One that the student is in besides, of another teacher."""
    choir = Classroom.objects.create(name="Choir", schema_version=student.classroom.schema_version)
    choir.teachers.add(people.stranger)
    Membership.objects.create(student=student, classroom=choir)
    return choir


@pytest.fixture
def words(said):
    """Everything on it, as one text."""

    def words(*user: User) -> str:
        sheet = said(*user)
        parts = [*sheet.beside, *sheet.parts]
        entries = [f"{one.label}: {one.shown}." for part in parts for one in part.entries]
        lines = [f"{line}." for part in parts for line in part.lines]
        headings = [f"{part.heading}." for part in parts]
        sentences = [
            sheet.about,
            f"{sheet.question}.",
            sheet.statement,
            sheet.aside,
            sheet.demo,
            sheet.dots.sentence,
            sheet.foot,
        ]
        return " ".join([*sentences, *headings, *(part.text for part in parts), *lines, *entries])

    return words
