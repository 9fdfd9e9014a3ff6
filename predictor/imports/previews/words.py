"""What the jobs of large files say about themselves."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mlcore.words.numbers import count
from predictor.access.rights import Act
from predictor.models import Import, ImportQuerySet, Job

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

DOING = {
    "reading": gettext_noop("Reading the file."),
    "cells": gettext_noop("Reading the cells of %(rows)s rows."),
    "people": gettext_noop("Matching %(rows)s rows with the students of the class."),
    "comparing": gettext_noop("Comparing with what is known of %(students)s students."),
    "whole": gettext_noop("Looking at the rows as a whole."),
    "here": gettext_noop("Reading what is known of %(classes)s classes."),
    "classes whole": gettext_noop("Looking at each class as a whole."),
    "storing": gettext_noop("Comparing once more, and storing."),
    "again": gettext_noop("It was not stored. Making the preview again."),
}


def line(fact: Mapping[str, Any]) -> str:
    """Blank for a fact of another release."""
    told = DOING.get(str(fact.get("kind")))
    try:
        counted = {name: count(value) for name, value in fact.items() if isinstance(value, int)}
        return _(told) % counted if told else ""
    except (KeyError, ValueError):
        return ""


def titles(what: str, jobs: Sequence[Job], files: "QuerySet[Any]") -> list[str]:
    """`what`: 'Preview of %(file)s'; without the name of a file that was thrown away since, or is not among these."""
    names = dict(files.filter(pk__in=[key_of(job) for job in jobs]).values_list("pk", "file_name"))
    return [what % {"file": names.get(key_of(job), _("a file that is gone"))} for job in jobs]


def is_open(job: Job, files: "QuerySet[Any]") -> bool:
    return files.filter(pk=key_of(job)).exists()


def open_to(viewer: "User") -> ImportQuerySet:
    """Files of the classes that somebody may change."""
    return Import.objects.open_to(viewer, Act.CHANGE)


def key_of(job: Job) -> int:
    return int(job.arguments.get("file", 0))
