"""Figures in templates, written as everywhere else."""

from django import template

from mlcore.pipeline.schema import Field
from mlcore.pipeline.schema.texts import plain as as_written
from mlcore.words import names, numbers

register = template.Library()


@register.filter
def count(value: int) -> str:
    return numbers.count(value)


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
