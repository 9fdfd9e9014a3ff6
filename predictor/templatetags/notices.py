"""What every page says about the models that serve now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.db.models import QuerySet

from mlcore.models import ModelVersion

register = template.Library()

About = Sequence[ModelVersion] | QuerySet[ModelVersion]


@dataclass(frozen=True)
class DemoNotice:
    """Labels of the tasks whose model was trained on made-up data, and whether that is all that the page is about."""

    labels: list[str]
    everything: bool


@register.simple_tag
def demo_notice(about: About | None = None) -> DemoNotice:
    """`about` is what the view says that its page is about; where it says nothing, all versions that serve."""
    spoken_of = _spoken_of(about).order_by("task_id").values_list("task__label", "run__dataset__is_demo")
    labels = [label for label, is_demo in spoken_of if is_demo]
    return DemoNotice(labels, everything=len(labels) == len(spoken_of))


def _spoken_of(about: About | None) -> QuerySet[ModelVersion]:
    if about is None or about == "":  # what a template makes of a name that no view has said
        return ModelVersion.objects.live()
    if isinstance(about, QuerySet):
        return about
    return ModelVersion.objects.filter(pk__in=[version.pk for version in about])
