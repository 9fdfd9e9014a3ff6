"""Whether to offer somebody something: `{% may "promote" version as allowed %}`."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.db.models import Model

from predictor.access.rights import Act, Verdict
from predictor.access.rights import may as _may

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: Mapping[str, Any], act: str, thing: Model | None = None) -> Verdict:
    return _may(context["user"], Act(act), thing)
