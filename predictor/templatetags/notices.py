"""What every page says about the models that serve now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import QuerySet

from mlcore.models import ModelVersion

register = template.Library()

# What pages call the thing they are about, and how its versions are found.
SHOWN = {"prediction": "predictions", "version": "pk", "run": "run"}
SERVING = {"task": "task", "dataset": "run__dataset"}


@dataclass(frozen=True)
class DemoNotice:
    """Labels of the tasks whose model was trained on made-up data, and whether that is all that the page is about."""

    labels: list[str]
    everything: bool


@register.simple_tag(takes_context=True)
def demo_notice(context: Mapping[str, Any]) -> DemoNotice:
    spoken_of = _spoken_of(context).order_by("task_id").values_list("task__label", "run__dataset__is_demo")
    labels = [label for label, is_demo in spoken_of if is_demo]
    return DemoNotice(labels, everything=len(labels) == len(spoken_of))


def _spoken_of(context: Mapping[str, Any]) -> QuerySet[ModelVersion]:
    """The versions that a page is about: the one it shows, else those that serve for its question or its data."""
    for name, lookup in SHOWN.items():
        if context.get(name) is not None:
            return ModelVersion.objects.filter(**{lookup: context[name].pk})
    live = ModelVersion.objects.live()
    about = {lookup: context[name].pk for name, lookup in SERVING.items() if context.get(name) is not None}
    return live.filter(**about)


@register.simple_tag(takes_context=True)
def current(context: dict[str, Any], *names: str) -> bool:
    """Whether the page belongs to one of the named addresses."""
    match = getattr(context.get("request"), "resolver_match", None)
    return match is not None and match.url_name in names
