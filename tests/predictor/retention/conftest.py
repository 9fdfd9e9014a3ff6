"""A school with old data of each kind, and the moment from which it goes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from predictor.models import Classroom, RetentionNotice, Student
from predictor.retention.work import notices


@pytest.fixture
def said_long_ago(db):
    """That data goes was said for more days than it must be."""
    notices()
    RetentionNotice.objects.update(told_at=timezone.now() - timedelta(days=31))


@pytest.fixture
def archived(classroom):
    """So many days ago."""

    def archive(days):
        Classroom.objects.filter(pk=classroom.pk).update(archived_at=timezone.now() - timedelta(days=days))

    return archive


@pytest.fixture
def idle(classroom, student):
    """Made so many days ago, with its student."""

    def make(days):
        moment = timezone.now() - timedelta(days=days)
        Classroom.objects.filter(pk=classroom.pk).update(created_at=moment)
        Student.objects.filter(pk=student.pk).update(created_at=moment)

    return make
