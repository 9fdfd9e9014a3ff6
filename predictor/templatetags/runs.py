"""Sentences about a model on a list of many."""

from django import template
from django.utils.translation import gettext as _

from mlcore.models import Promotion
from mlcore.versions.ledger import why_of
from mlcore.words.names import opening, person
from predictor.runs.leaderboard import gain
from predictor.runs.reads import TaskLine

register = template.Library()


@register.simple_tag
def worth(line: TaskLine) -> str:
    """How far off the live model is, against saying the average for everybody."""
    return gain(line.run) if line.run else ""


@register.filter
def came(promotion: Promotion) -> str:
    """How a version went live, and by whom."""
    return _("%(action)s by %(who)s") % {
        "action": opening(promotion.get_action_display()),
        "who": person(promotion.who),
    }


register.filter("person", person)


@register.filter
def why(promotion: Promotion) -> str:
    """Why a version went live."""
    return why_of(promotion)
