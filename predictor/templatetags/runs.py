"""Sentences about a model on a list of many."""

from django import template

from mlcore.models import Promotion
from mlcore.versions.ledger import why_of
from predictor.runs.leaderboard import gain
from predictor.runs.reads import TaskLine

register = template.Library()


@register.simple_tag
def worth(line: TaskLine) -> str:
    """How far off the live model is, against saying the average for everybody."""
    return gain(line.run) if line.run else ""


@register.filter
def why(promotion: Promotion) -> str:
    """Why a version went live."""
    return why_of(promotion)
