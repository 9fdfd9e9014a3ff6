"""What the jobs of large files say about themselves."""

from collections.abc import Mapping, Sequence
from typing import Any

from predictor.models import Import, Job

DOING = {
    "reading": "Reading the file.",
    "cells": "Reading the cells of {rows:,} rows.",
    "people": "Matching {rows:,} rows with the students of the class.",
    "comparing": "Comparing with what is known of {students:,} students.",
    "whole": "Looking at the rows as a whole.",
    "storing": "Comparing once more, and storing.",
    "again": "It was not stored. Making the preview again.",
}


def line(fact: Mapping[str, Any]) -> str:
    """Blank for a fact of another release."""
    try:
        return DOING.get(str(fact.get("kind")), "").format(**fact)
    except (KeyError, ValueError):
        return ""


def titles(what: str, jobs: Sequence[Job]) -> list[str]:
    """'Preview of list.csv'; of a file that was thrown away since, without its name."""
    names = dict(Import.objects.filter(pk__in=[key_of(job) for job in jobs]).values_list("pk", "file_name"))
    return [f"{what} {names.get(key_of(job), 'a file that is gone')}" for job in jobs]


def key_of(job: Job) -> int:
    return int(job.arguments.get("file", 0))
