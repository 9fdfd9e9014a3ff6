"""Whether to offer something: `{% may "promote" version as allowed %}`, `{% open_acts classroom as acts %}`."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.db.models import Model

from predictor.access import rights
from predictor.access.rights import Act, Verdict
from predictor.models import Classroom, Student
from predictor.models.accounts.factors import lacks_second_factor

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: Mapping[str, Any], act: str, thing: Model | None = None) -> Verdict:
    return rights.may(context["user"], Act(act), thing)


@register.simple_tag(takes_context=True)
def open_acts(context: Mapping[str, Any], thing: Model | None = None) -> set[Act]:
    """For several acts to one thing: `{% if "change" in acts %}`."""
    return rights.open_acts(context["user"], thing)


@register.simple_tag(takes_context=True)
def factor_is_missing(context: Mapping[str, Any]) -> bool:
    """A second factor is demanded of whoever looks, and they have none."""
    return lacks_second_factor(context["user"])


@register.simple_tag(takes_context=True)
def class_of(context: Mapping[str, Any], student: Student) -> Classroom:
    """The class of a student by which whoever looks knows them."""
    return student.class_known_to(context["user"])
