"""What every page says about the models that serve now."""

from dataclasses import dataclass
from typing import Any

from django import template

from mlcore.models import ModelVersion
from predictor.exploring import access

register = template.Library()


@dataclass(frozen=True)
class DemoNotice:
    """Labels of the tasks whose live model was trained on made-up data, and whether that is all of them."""

    labels: list[str]
    everything: bool


@register.simple_tag
def demo_notice() -> DemoNotice:
    live = ModelVersion.objects.live().order_by("task_id").values_list("task__label", "run__dataset__is_demo")
    labels = [label for label, is_demo in live if is_demo]
    return DemoNotice(labels, everything=len(labels) == len(live))


@register.simple_tag(takes_context=True)
def may_explore(context: dict[str, Any]) -> bool:
    """Whether the menu offers the data to this user."""
    return access.may_explore(context["user"])


@register.simple_tag(takes_context=True)
def current(context: dict[str, Any], *names: str) -> bool:
    """Whether the page belongs to one of the named addresses."""
    match = getattr(context.get("request"), "resolver_match", None)
    return match is not None and match.url_name in names
