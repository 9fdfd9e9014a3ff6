"""Sentences about a model on a list of many."""

from django import template

from predictor.runs.leaderboard import gain
from predictor.runs.reads import TaskLine, target_of

register = template.Library()


@register.simple_tag
def worth(line: TaskLine) -> str:
    """How far off the live model is, against saying the average for everybody."""
    if line.version is None:
        return ""
    return gain([result for result in (line.winner, line.baseline) if result], target_of(line.version.run))
