"""What every page says about the models that serve now."""

from typing import Any

from django import template

from mlcore.models import ModelVersion

register = template.Library()


@register.simple_tag
def demo_tasks() -> list[str]:
    """Labels of the tasks whose live model was trained on made-up data."""
    live = ModelVersion.objects.live().filter(run__dataset__is_demo=True)
    return list(live.order_by("task_id").values_list("task__label", flat=True))


@register.simple_tag(takes_context=True)
def current(context: dict[str, Any], *names: str) -> bool:
    """Whether the page belongs to one of the named addresses."""
    match = getattr(context.get("request"), "resolver_match", None)
    return match is not None and match.url_name in names
