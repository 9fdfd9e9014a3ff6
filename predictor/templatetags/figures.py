"""Figures in templates, written as everywhere else."""

from django import template
from django.utils.translation import gettext as _

from mlcore.pipeline.schema import Field
from mlcore.pipeline.schema.texts import plain as as_written
from mlcore.words import names, numbers
from studentperf.basics.big_tables.counted import Counted

register = template.Library()


@register.filter
def count(value: int) -> str:
    return numbers.count(value)


@register.filter
def so_many(counted: Counted) -> str:
    """'12', 'more than 10,000'."""
    number = numbers.count(counted.number)
    return _("more than %(number)s") % {"number": number} if counted.is_more else number


@register.filter
def named(field: Field) -> str:
    """A label inside a sentence: 'maths score', 'A-level points'."""
    return names.name(field)


@register.filter
def students(value: int) -> str:
    """'1 student', '1,800 students'."""
    return numbers.students(value)


@register.filter
def plain(score: float | None) -> str:
    """The score of a grade as people write it."""
    return numbers.localised(as_written(score))
