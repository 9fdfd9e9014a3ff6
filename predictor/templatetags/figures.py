"""Figures in templates, written as everywhere else."""

from django import template

from mlcore.words import numbers

register = template.Library()


@register.filter
def count(value: int) -> str:
    return numbers.count(value)


@register.filter
def students(value: int) -> str:
    """'1 student', '1,800 students'."""
    return numbers.students(value)
