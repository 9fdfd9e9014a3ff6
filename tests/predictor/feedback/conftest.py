"""A prediction, and people who said something of it or of others of its version."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from predictor.feedback.work import give
from predictor.models import PredictionFeedback

Kind = PredictionFeedback.Kind


@pytest.fixture
def where(prediction):
    return reverse("prediction-feedback", args=[prediction.pk])


@pytest.fixture
def page_of(as_user, people, prediction):
    return lambda who: as_user(getattr(people, who)).get(reverse("prediction", args=[prediction.pk])).text


@pytest.fixture
def say(prediction):
    """Somebody says something; who is not there yet is made, and teaches the class."""

    def said(who, kind=Kind.USEFUL, note="", about=prediction):
        if not isinstance(who, User):
            who, _ = User.objects.get_or_create(username=who)
            about.student.classroom.teachers.add(who)
        return give(about, kind, note, by=who)

    return said
