"""Reasons and notes that people wrote, and that name a student but are about something else: history, which stays."""

from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from mlcore.models import PickedPolicy, PredictingChange, Promotion
from predictor.forgetting.standing.naming import Named
from predictor.models import (
    Correction,
    DepartmentChange,
    FieldRules,
    Forgetting,
    GradeBoundaries,
    Objection,
    Outcome,
    PredictionFeedback,
    RoleChange,
    Statement,
    Student,
    Support,
    Target,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What it is about: the table, and the columns in which people write.
WRITTEN: tuple[tuple["StrOrPromise", type[Model], tuple[str, ...]], ...] = (
    (_("which model is live"), Promotion, ("why",)),
    (_("what a question does without"), PickedPolicy, ("reason",)),
    (_("rules for fields"), FieldRules, ("reason",)),
    (_("stopping predicting"), PredictingChange, ("why",)),
    (_("boundaries of grades"), GradeBoundaries, ("reason",)),
    (_("roles"), RoleChange, ("why",)),
    (_("departments"), DepartmentChange, ("why",)),
    (_("what the school says of itself"), Statement, ("text",)),
    (_("others who were forgotten"), Forgetting, ("why",)),
    (_("other students"), Outcome, ("why",)),
    (_("other students"), Target, ("why",)),
    (_("other students"), Support, ("what", "why", "why_replaced")),
    (_("other students"), Correction, ("said", "why")),
    (_("other students"), Objection, ("why",)),
    (_("other students"), PredictionFeedback, ("note",)),
)
OF_THEIRS = {Outcome: "student", Target: "student", Support: "student", Correction: "student", Objection: "student"}
OF_THEIRS |= {PredictionFeedback: "prediction__submission__student"}


def naming(student: Student) -> dict["StrOrPromise", int]:
    """How many of each name them. What is about them goes with them, and is not counted."""
    named = Named.of(student)
    found: dict[StrOrPromise, int] = {}
    for about, model, columns in WRITTEN:
        if count := sum(_count(model, column, student, named) for column in columns):
            found[about] = found.get(about, 0) + count
    return found


def _count(model: type[Model], column: str, student: Student, named: Named) -> int:
    """What may name them is found by the database, and read here."""
    rows = model._default_manager.filter(_may_name(column, named))
    if whose := OF_THEIRS.get(model):
        rows = rows.exclude(**{whose: student})
    return sum(map(named.stands_in, rows.values_list(column, flat=True)))


def _may_name(column: str, named: Named) -> Q:
    holds = [Q(**{f"{column}__icontains": word}) for word in sorted(named.words)]
    by_words = reduce(and_, holds) if holds else Q(pk__in=[])
    return by_words | Q(**{f"{column}__icontains": named.number}) if named.number else by_words
