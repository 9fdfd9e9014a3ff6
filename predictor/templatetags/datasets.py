"""What a dataset was made of, for templates."""

from django import template

from mlcore.datasets.words import made_of

register = template.Library()
register.filter(made_of)
