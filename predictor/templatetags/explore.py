"""Addresses inside the exploration."""

from django import template

from predictor.explore.choice import Choice

register = template.Library()


@register.simple_tag
def chosen(choice: Choice, slug: str) -> str:
    """The query that keeps score and subgroup and looks at another field."""
    return choice.address(slug)
