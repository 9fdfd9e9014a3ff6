"""Scores of grades as people write them."""

from django import template

from mlcore.pipeline.schema.texts import plain as as_written

register = template.Library()


@register.filter
def plain(score: float | None) -> str:
    return as_written(score)
